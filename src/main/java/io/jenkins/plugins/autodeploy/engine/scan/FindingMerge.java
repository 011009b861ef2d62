package io.jenkins.plugins.autodeploy.engine.scan;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what several scanners say of the same thing. */
final class FindingMerge {
    private FindingMerge() {}

    /** @param found by all scanners, in their order */
    static List<Finding> merge(List<Finding> found) {
        Map<Object, Finding> merged = new LinkedHashMap<>();
        for (Finding finding : found) {
            merged.putIfAbsent(finding.withScanners(List.of()), finding);
        }
        return new ArrayList<>(merged.values());
    }
}
