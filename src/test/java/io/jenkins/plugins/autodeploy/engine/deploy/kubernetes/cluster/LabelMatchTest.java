package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trials;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatchTest {
    private static final Pod POD = pod(Map.of("app", "web", "track", "stable"));

    /** As the API server decides: see "Labels and Selectors" in Kubernetes' documentation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | true",
                "{matchLabels: {app: web}} | true",
                "{matchLabels: {app: web, track: stable}} | true",
                "{matchLabels: {app: web, track: canary}} | false",
                "{matchLabels: {tier: front}} | false",
                "{matchExpressions: [{key: app, operator: In, values: [web, api]}]} | true",
                "{matchExpressions: [{key: app, operator: In, values: [api]}]} | false",
                "{matchExpressions: [{key: tier, operator: In, values: [front]}]} | false",
                "{matchExpressions: [{key: track, operator: NotIn, values: [canary]}]} | true",
                "{matchExpressions: [{key: track, operator: NotIn, values: [stable]}]} | false",
                "{matchExpressions: [{key: tier, operator: NotIn, values: [front]}]} | true",
                "{matchExpressions: [{key: app, operator: Exists}]} | true",
                "{matchExpressions: [{key: tier, operator: Exists}]} | false",
                "{matchExpressions: [{key: tier, operator: DoesNotExist}]} | true",
                "{matchExpressions: [{key: app, operator: DoesNotExist}]} | false",
                "{matchLabels: {app: web}, matchExpressions: [{key: track, operator: Exists}]} | true",
                "{matchLabels: {app: api}, matchExpressions: [{key: track, operator: Exists}]} | false",
            })
    void decidesAsTheServerDoes(String selector, boolean matches) {
        assertThat(match(selector).test(POD)).isEqualTo(matches);
    }

    @Test
    void anObjectWithoutLabelsIsMatchedByWhatAsksForNone() {
        assertThat(match("{}").test(pod(null))).isTrue();
        assertThat(match("{matchLabels: {app: web}}").test(pod(null))).isFalse();
    }

    private static LabelMatch match(String selector) {
        return new LabelMatch(Serialization.unmarshal(Trials.yaml(selector).toString(), LabelSelector.class));
    }

    private static Pod pod(Map<String, String> labels) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("web-1")
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
