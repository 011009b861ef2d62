package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trials;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A version to which the Service is switched once it is ready. */
@RequiresParts(Part.KUBERNETES)
class BlueGreenIT extends GradualScene {
    private static final JsonNode SWITCHED = Trials.yaml("{app: web-preview}");

    @Test
    void isSwitchedToThenPromotedWhileItServes() throws Exception {
        List<JsonNode> selectors = new ArrayList<>();
        Deployment record =
                end(engine.deploy(tried("d2", BETTER, blueGreen("0s")).request(), new RecordingObserver(state -> {
                    selectors.add(selector());
                    if (selector().equals(SWITCHED)) {
                        assertThat(second("web-preview").getStatus().getAvailableReplicas())
                                .isEqualTo(4);
                    }
                })));

        succeeded(record);
        assertThat(record.traffic().by()).isEqualTo("Service web");
        assertThat(selectors).contains(SWITCHED);
        onlyTheFirstRuns(BETTER);
    }

    @Test
    void goesBackAtOnceWhileTheOldOneIsKept() throws Exception {
        try (Shop shop = new Shop()) {
            DeploymentRun run = engine.deploy(
                    tried("d2", BETTER, blueGreen("10m"))
                            .analysis(AnalysisReader.parse(
                                    "{window: 1s, interval: 1s, metrics: [{http: 'http://%s/health'}]}"
                                            .formatted(shop.address())))
                            .request(),
                    observer);
            Awaitility.await().atMost(LONG).until(() -> selector().equals(SWITCHED));
            assertThat(live().getStatus().getAvailableReplicas()).isEqualTo(4);
            shop.health = 500;

            Deployment record = end(run);

            assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(record.traffic().weight()).isZero();
            onlyTheFirstRuns(GOOD);
        }
    }

    @Test
    void isNotSwitchedToBeforeItIsReady() throws Exception {
        Deployment record = end(engine.deploy(
                tried("d2", "registry.example.com/crash:2", blueGreen("10m")).request(), observer));

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(observer.messages)
                .noneMatch(message -> message.startsWith("100 % of the requests")
                        || message.startsWith("All requests go to the new"));
        onlyTheFirstRuns(GOOD);
    }

    @Test
    void refusesAWorkloadWithoutService() throws Exception {
        admin.services().inNamespace(namespace).withName("web").delete();

        assertThat(failure(engine.deploy(
                        wanted("d2", BETTER)
                                .manifests(MANIFESTS.substring(MANIFESTS.indexOf("---")))
                                .plan(blueGreen("0s"))
                                .request(),
                        observer)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a Service whose selector finds the pods of web and no others");
    }
}
