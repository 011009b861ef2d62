package io.jenkins.plugins.autodeploy.engine.record;

import java.util.List;
import java.util.Map;

/** A {@link ScanReport} without its findings: what a history shows of it. */
public record ScanVerdict(
        String target,
        String scanner,
        boolean vulnerabilitiesChecked,
        Map<String, Integer> counts,
        boolean passed,
        List<String> reasons) {
    public ScanVerdict {
        counts = counts == null ? Map.of() : Map.copyOf(counts);
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    public static ScanVerdict of(ScanReport report) {
        return new ScanVerdict(
                report.target(),
                report.scanner(),
                report.vulnerabilitiesChecked(),
                report.counts(),
                report.passed(),
                report.reasons());
    }
}
