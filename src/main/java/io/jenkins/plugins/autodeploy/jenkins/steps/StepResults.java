package io.jenkins.plugins.autodeploy.jenkins.steps;

import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the steps return: maps of strings, numbers, booleans, lists and maps of the JDK alone, so that a pipeline may use and keep them in the sandbox and across upgrades of the plugin.
 */
final class StepResults {
    private StepResults() {}

    static Map<String, Object> of(DetectedProject project) {
        Component main = project.main();
        Map<String, Object> result = new LinkedHashMap<>(Json.toMap(project));
        result.putAll(Json.toMap(main));
        result.put("type", main.kind().label());
        result.put("version", main.frameworkVersion() == null ? main.runtimeVersion() : main.frameworkVersion());
        result.put(
                "components",
                new ArrayList<>(project.components().stream().map(Json::toMap).toList()));
        return result;
    }

    static Map<String, Object> of(BuiltImage image) {
        Map<String, Object> result = new LinkedHashMap<>(Json.toMap(image));
        result.put("seconds", image.duration().toMillis() / 1000.0);
        return result;
    }

    /** @param url of the report's page */
    static Map<String, Object> of(ScanReport report, String url) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("passed", report.passed());
        result.put("counts", new LinkedHashMap<>(report.counts()));
        result.put("newFindings", report.newFindings());
        result.put("fixable", report.fixable());
        result.put("reasons", new ArrayList<>(report.reasons()));
        result.put("remarks", new ArrayList<>(report.remarks()));
        result.put("scanner", report.scanner());
        Map<String, Object> brief = Json.toMap(report.brief());
        brief.put("url", url);
        result.put("report", brief);
        return result;
    }

    static Map<String, Object> of(Deployment deployment) {
        Map<String, Object> result = Json.toMap(deployment);
        for (String always : List.of("revision", "previousRevision", "previousImage", "url", "rollbackReason")) {
            result.putIfAbsent(always, null);
        }
        return result;
    }
}
