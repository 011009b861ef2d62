package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisTarget;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.HttpMeasuring;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.MetricSource;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.PrometheusServer;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus scrapes an application, and its error rate decides. */
@RequiresParts({Part.KUBERNETES, Part.PROMETHEUS})
class PrometheusAnalysisIT extends KubernetesScene {
    private static final String ERROR_RATE =
            "sum(rate(errors_total{app=\"{{workload}}\"}[2s])) / sum(rate(requests_total{app=\"{{workload}}\"}[2s]))";

    @TempDir
    Path directory;

    private Shop shop;
    private PrometheusServer prometheus;

    @BeforeEach
    void scrape() throws Exception {
        shop = new Shop();
        prometheus = PrometheusServer.scraping(shop.address(), directory);
        end(engine.deploy(request("d1", GOOD), new RecordingObserver()));
    }

    @AfterEach
    void stop() throws Exception {
        prometheus.close();
        shop.close();
    }

    @Test
    void anErrorRateAboveTheConditionTakesTheDeploymentBack() throws Exception {
        shop.errorsPerHundred = 20;
        awaitErrorRate(0.2);

        Deployment record = deploy("d2", ERROR_RATE);

        assertThat(record.status()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(record.rollbackReason()).isEqualTo("the analysis failed: error-rate: 20 % is > 5 %");
        assertThat(record.analysis()).last().extracting(AnalysisSample::passed).isEqualTo(false);
        assertThat(image()).isEqualTo(GOOD);
    }

    @Test
    void anErrorRateBelowTheConditionLetsItSucceed() throws Exception {
        shop.errorsPerHundred = 2;
        awaitErrorRate(0.02);

        Deployment record = deploy("d2", ERROR_RATE);

        assertThat(record.status()).as(record.reason()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(record.analysis()).extracting(AnalysisSample::shown).contains("2 %");
        assertThat(image()).isEqualTo(BETTER);
    }

    @Test
    void aQueryThatIsRefusedOrFindsNothingTakesItBack() throws Exception {
        assertThat(deploy("d2", "sum(rate(").rollbackReason()).contains("Prometheus refuses the query: ");
        assertThat(deploy("d3", "absent_total").rollbackReason()).endsWith("no data: the query finds nothing");
    }

    private Deployment deploy(String id, String query) throws Exception {
        String analysis =
                "{window: 3s, interval: 1s, metrics: [{name: error-rate, prometheus: '%s', query: '%s', failIf: '> 5 %%'}]}"
                        .formatted(prometheus.url(), query);
        return end(engine.deploy(
                wanted(id, BETTER).analysis(AnalysisReader.parse(analysis)).request(), new RecordingObserver()));
    }

    private void awaitErrorRate(double expected) {
        MetricSource source = new MetricSource.Prometheus(prometheus.url(), ERROR_RATE);
        AnalysisTarget target = new AnalysisTarget(WORKLOAD, namespace, "d2", BETTER, null, "", null);
        Awaitility.await().until(() -> {
            Double value = new HttpMeasuring().measure(source, target).join().value();
            return value != null && Math.abs(value - expected) < 1e-6;
        });
    }
}
