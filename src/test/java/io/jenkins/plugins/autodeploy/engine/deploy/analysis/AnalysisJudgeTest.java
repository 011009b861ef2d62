package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisJudge.Outcome;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisJudgeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Metric errors = metric("errors", "> 5 %");
    private final Metric latency = metric("latency", "> 2000 ms");

    @Test
    void goesOnUntilTheWindowIsOver() {
        assertThat(outcome(0, NOW, good())).isEqualTo(Outcome.GO_ON);
        assertThat(outcome(0, LATER, good())).isEqualTo(Outcome.PASSED);
    }

    @Test
    void needsASampleOfEachMetricAlsoPastTheWindow() {
        assertThat(outcome(0, LATER, List.of())).isEqualTo(Outcome.GO_ON);
        assertThat(outcome(0, LATER, List.of(sample(errors, 0.01)))).isEqualTo(Outcome.GO_ON);
    }

    @Test
    void failsAsSoonAsMoreSamplesFailThanMay() {
        List<AnalysisSample> samples = new ArrayList<>(good());
        samples.add(sample(errors, 0.2));
        assertThat(outcome(0, NOW, samples)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(1, NOW, samples)).isEqualTo(Outcome.GO_ON);
        assertThat(outcome(1, LATER, samples)).isEqualTo(Outcome.PASSED);

        samples.add(sample(latency, 3));
        assertThat(outcome(1, NOW, samples)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void saysWhichSampleItFailedOf() {
        assertThat(AnalysisJudge.decide(analysis(0), List.of(sample(errors, 0.2)), LATER, NOW)
                        .sentence())
                .isEqualTo("the analysis failed: errors: 20 % is > 5 %");
        assertThat(AnalysisJudge.decide(analysis(1), List.of(sample(errors, 0.2), sample(latency, 2.5)), LATER, NOW)
                        .sentence())
                .isEqualTo("the analysis failed: latency: 2500 ms is > 2000 ms; 2 samples failed where 1 may");
    }

    @Test
    void noDataIsWhatTheAnalysisSays() {
        Measurement nothing = Measurement.noData("the query finds nothing");

        AnalysisSample failed = AnalysisJudge.sample(errors, nothing, Analysis.NoData.FAIL, NOW);
        AnalysisSample ignored = AnalysisJudge.sample(errors, nothing, Analysis.NoData.IGNORE, NOW);

        assertThat(failed.passed()).isFalse();
        assertThat(failed.why()).isEqualTo("no data: the query finds nothing");
        assertThat(ignored.passed()).isTrue();
        assertThat(ignored.value()).isNull();
    }

    @Test
    void whatCannotBeMeasuredFailsAlsoWhereNoDataIsIgnored() {
        AnalysisSample sample =
                AnalysisJudge.sample(errors, Measurement.fault("parse error"), Analysis.NoData.IGNORE, NOW);

        assertThat(sample.passed()).isFalse();
        assertThat(sample.why()).isEqualTo("parse error");
    }

    @Test
    void aBadAnswerFailsAFastSample() {
        AnalysisSample sample = AnalysisJudge.sample(
                latency, new Measurement(0.1, "1 of 20 answers: HTTP 500", null, false), Analysis.NoData.FAIL, NOW);

        assertThat(sample.passed()).isFalse();
        assertThat(sample.shown()).isEqualTo("100 ms");
    }

    @Test
    void aWebHookWithoutAConditionPassesByItsOwnWord() {
        Metric orders = new Metric("orders", null, new MetricSource.Webhook("https://checks.example.com/"));

        AnalysisSample good = AnalysisJudge.sample(orders, Measurement.good("it is well"), Analysis.NoData.FAIL, NOW);
        AnalysisSample number = AnalysisJudge.sample(orders, Measurement.of(3), Analysis.NoData.IGNORE, NOW);

        assertThat(good).isEqualTo(new AnalysisSample(NOW, "orders", null, null, "not passed", true, "it is well"));
        assertThat(number.passed()).isFalse();
        assertThat(number.why()).contains("no failIf");
    }

    private List<AnalysisSample> good() {
        return List.of(sample(errors, 0.01), sample(latency, 0.3));
    }

    private Outcome outcome(int failureLimit, Instant now, List<AnalysisSample> samples) {
        return AnalysisJudge.decide(analysis(failureLimit), samples, LATER, now).outcome();
    }

    private Analysis analysis(int failureLimit) {
        return new Analysis(null, null, failureLimit, Analysis.NoData.FAIL, List.of(errors, latency));
    }

    private static AnalysisSample sample(Metric metric, double value) {
        return AnalysisJudge.sample(metric, Measurement.of(value), Analysis.NoData.FAIL, NOW);
    }

    private static Metric metric(String name, String failIf) {
        try {
            return new Metric(name, Condition.parse(failIf), new MetricSource.Restarts());
        } catch (InvalidInputException e) {
            throw new AssertionError(e);
        }
    }
}
