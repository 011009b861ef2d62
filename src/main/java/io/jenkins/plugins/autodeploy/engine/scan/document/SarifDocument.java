package io.jenkins.plugins.autodeploy.engine.scan.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.AcceptedFinding;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A report as SARIF 2.1.0, in the part of it that GitHub's code scanning, Jenkins' warnings plugin and DefectDojo read: one run, a rule for each id, a result for each finding, the accepted ones as
 * suppressed, and why the gate did not pass as notifications.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">the format</a>
 */
public final class SarifDocument {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String HOME = "https://github.com/jenkinsci/autodeploy-plugin";
    /** GitHub refuses a run with more results. The worst come first, so what is left out is the least of them. */
    private static final int MOST_RESULTS = 25_000;

    private final ScanReport report;
    private final Map<String, SarifRule> rules = new LinkedHashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> fingerprints = new HashMap<>();
    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

    private SarifDocument(ScanReport report) {
        this.report = report;
    }

    /** The report, in the order of its findings; what it is made of does not change from one call to the next. */
    public static ScanDocument of(ScanReport report) {
        SarifDocument document = new SarifDocument(report);
        document.addResults();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        root.putArray("runs").add(document.run());
        return new ScanDocument(ScanDocument.SARIF, Json.write(root).getBytes(StandardCharsets.UTF_8));
    }

    private void addResults() {
        Map<Finding, AcceptedFinding> accepted = new HashMap<>();
        report.accepted().forEach(decided -> accepted.put(decided.finding(), decided));
        Set<Integer> fresh = new HashSet<>(report.newAt());
        for (int i = 0; i < Math.min(report.findings().size(), MOST_RESULTS); i++) {
            Finding finding = report.findings().get(i);
            ObjectNode result = addResult(finding);
            if (accepted.containsKey(finding)) {
                suppress(result, accepted.get(finding));
            } else if (isCompared(finding)) {
                result.put("baselineState", fresh.contains(i) ? "new" : "unchanged");
            }
        }
    }

    /** Only of what counts does the report tell whether it is new. */
    private boolean isCompared(Finding finding) {
        boolean ignored = report.policy() != null && report.policy().ignores(finding);
        return report.newFindings() != null && !ignored;
    }

    private ObjectNode addResult(Finding finding) {
        rules.computeIfAbsent(finding.id(), SarifRule::new).include(finding);
        int index = indexes.computeIfAbsent(finding.id(), id -> indexes.size());
        ObjectNode result = SarifResult.of(finding, report.target(), fingerprints);
        result.put("ruleIndex", index);
        results.add(result);
        return result;
    }

    private static void suppress(ObjectNode result, AcceptedFinding accepted) {
        String until = accepted.until() == null ? "" : ", until " + accepted.until();
        result.putArray("suppressions")
                .addObject()
                .put("kind", "external")
                .put("status", "accepted")
                .put("justification", "%s (%s%s)".formatted(accepted.reason(), accepted.by(), until));
    }

    private ObjectNode run() {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "AutoDeploy").put("informationUri", HOME);
        ArrayNode described = driver.putArray("rules");
        rules.values().forEach(rule -> described.add(rule.json()));
        run.putArray("invocations").add(invocation());
        run.putObject("automationDetails").put("id", "autodeploy/" + category());
        run.putObject("originalUriBaseIds")
                .putObject(SarifResult.ROOT)
                .putObject("description")
                .put("text", "The directory that was scanned.");
        run.put("columnKind", "utf16CodeUnits");
        run.set("results", results);
        run.set("properties", properties());
        return run;
    }

    /** Readers keep the results of different categories apart. */
    private String category() {
        return SarifResult.path(report.target()) + "/";
    }

    /** That the gate did not pass is no failure of the scan; that a scanner gave no result is. */
    private ObjectNode invocation() {
        ObjectNode invocation = JsonNodeFactory.instance.objectNode();
        invocation.put("executionSuccessful", !report.scanners().isEmpty() || report.passed());
        invocation.put("endTimeUtc", report.scannedAt().toString());
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        report.reasons().forEach(reason -> notify(notifications, "error", reason));
        report.remarks().forEach(remark -> notify(notifications, "note", remark));
        for (ScannerRun scanner : report.scanners()) {
            scanner.remarks().forEach(remark -> notify(notifications, "note", scanner.name() + ": " + remark));
        }
        if (report.findings().size() > results.size()) {
            notify(notifications, "warning", "Only the worst %d findings are listed".formatted(results.size()));
        }
        return invocation;
    }

    private static void notify(ArrayNode notifications, String level, String text) {
        notifications.addObject().put("level", level).putObject("message").put("text", text);
    }

    private ObjectNode properties() {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.put("target", report.target()).put("passed", report.passed());
        putIfKnown(properties, "environment", report.environment());
        putIfKnown(properties, "baseline", report.baseline());
        putIfKnown(properties, "databaseTime", report.databaseTime());
        properties.put("vulnerabilitiesChecked", report.vulnerabilitiesChecked());
        ArrayNode scanners = properties.putArray("scanners");
        for (ScannerRun scanner : report.scanners()) {
            ObjectNode described = scanners.addObject().put("name", scanner.name());
            putIfKnown(described, "version", scanner.version());
            putIfKnown(described, "databaseTime", scanner.databaseTime());
            ArrayNode checked = described.putArray("checked");
            scanner.checked().forEach(kind -> checked.add(kind.label()));
        }
        return properties;
    }

    private static void putIfKnown(ObjectNode node, String field, @CheckForNull Object value) {
        if (value != null) {
            node.put(field, value.toString());
        }
    }
}
