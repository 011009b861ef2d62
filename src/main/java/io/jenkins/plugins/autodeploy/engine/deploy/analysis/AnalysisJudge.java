package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what samples mean. Pure. */
public final class AnalysisJudge {
    /** The condition of a metric that has none to compare a value with. */
    private static final String NOT_PASSED = "not passed";

    private AnalysisJudge() {}

    /** Whether to go on watching. */
    public enum Outcome {
        GO_ON,
        PASSED,
        FAILED
    }

    /** @param sentence why, for people */
    public record Verdict(Outcome outcome, String sentence) {}

    /** What one measurement counts as. */
    public static AnalysisSample sample(Metric metric, Measurement found, Analysis.NoData noData, Instant now) {
        Condition failIf = metric.failIf();
        Double value = found.value();
        String shown = value == null || failIf == null ? null : failIf.show(value);
        boolean passed;
        String why;
        if (found.fault() != null) {
            passed = false;
            why = found.fault();
        } else if (found.good()) {
            passed = true;
            why = found.remark();
        } else if (value == null) {
            passed = noData == Analysis.NoData.IGNORE;
            why = "no data: " + found.remark() + (passed ? ", which is ignored" : "");
        } else if (failIf == null) {
            passed = false;
            why = "it gives a value, but the metric has no failIf to compare it with";
        } else {
            passed = !failIf.holds(value);
            String remark = passed || found.remark() == null ? "" : " (" + found.remark() + ")";
            why = shown + (passed ? ", fails if " : " is ") + failIf + remark;
        }
        String condition = failIf == null ? NOT_PASSED : failIf.toString();
        return new AnalysisSample(now, metric.name(), value, shown, condition, passed, why);
    }

    /**
     * @param samples all so far, in the order in which they were taken
     * @param end of the window
     */
    public static Verdict decide(Analysis analysis, List<AnalysisSample> samples, Instant end, Instant now) {
        List<AnalysisSample> failed =
                samples.stream().filter(sample -> !sample.passed()).toList();
        if (failed.size() > analysis.failureLimit()) {
            return new Verdict(Outcome.FAILED, failure(analysis, failed));
        }
        Set<String> measured = samples.stream().map(AnalysisSample::metric).collect(Collectors.toSet());
        boolean complete = analysis.metrics().stream().allMatch(metric -> measured.contains(metric.name()));
        String counts = "%d samples, %d failed".formatted(samples.size(), failed.size());
        return now.isBefore(end) || !complete
                ? new Verdict(
                        Outcome.GO_ON,
                        "the analysis watches until %s: %s".formatted(end.truncatedTo(ChronoUnit.SECONDS), counts))
                : new Verdict(Outcome.PASSED, "The analysis passed: " + counts);
    }

    private static String failure(Analysis analysis, List<AnalysisSample> failed) {
        AnalysisSample last = failed.get(failed.size() - 1);
        String limit = analysis.failureLimit() == 0
                ? ""
                : "; %d samples failed where %d may".formatted(failed.size(), analysis.failureLimit());
        return "the analysis failed: %s: %s%s".formatted(last.metric(), last.why(), limit);
    }
}
