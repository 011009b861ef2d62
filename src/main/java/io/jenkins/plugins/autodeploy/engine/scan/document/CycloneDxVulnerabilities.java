package io.jenkins.plugins.autodeploy.engine.scan.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.AcceptedFinding;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The vulnerabilities of a document, one a finding and in the order of the report; secrets and faults in files are nothing that CycloneDX lists. */
final class CycloneDxVulnerabilities {
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,19}");
    private static final Pattern GHSA = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.~:/?#@!&'()*+,;=%-]{1,2000}");

    /** OpenVEX' justifications in CycloneDX' words. */
    private static final Map<String, String> JUSTIFICATIONS = Map.of(
            "component_not_present", "code_not_present",
            "vulnerable_code_not_present", "code_not_present",
            "vulnerable_code_not_in_execute_path", "code_not_reachable",
            "vulnerable_code_cannot_be_controlled_by_adversary", "requires_environment",
            "inline_mitigations_already_exist", "protected_by_mitigating_control");

    private final CycloneDxTarget target;
    private final CycloneDxComponents components;

    CycloneDxVulnerabilities(CycloneDxTarget target, CycloneDxComponents components) {
        this.target = target;
        this.components = components;
    }

    ArrayNode of(ScanReport report) {
        // Two findings may be alike to the last letter: each decision is about one of them.
        Map<Finding, Deque<AcceptedFinding>> accepted = new HashMap<>();
        report.accepted().forEach(one -> accepted.computeIfAbsent(one.finding(), finding -> new ArrayDeque<>())
                .add(one));
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : report.findings()) {
            if (isVulnerability(finding)) {
                ObjectNode json = vulnerability(finding);
                Deque<AcceptedFinding> decisions = accepted.get(finding);
                if (decisions != null && !decisions.isEmpty()) {
                    json.set("analysis", analysis(decisions.poll()));
                }
                all.add(json);
            }
        }
        return all;
    }

    private static boolean isVulnerability(Finding finding) {
        return finding.kind() == null || finding.kind() == FindingKind.VULNERABILITY;
    }

    private ObjectNode vulnerability(Finding finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", finding.id());
        json.set("source", source(finding.id()));
        if (!finding.aliases().isEmpty()) {
            ArrayNode references = json.putArray("references");
            finding.aliases()
                    .forEach(alias -> references.addObject().put("id", alias).set("source", source(alias)));
        }
        json.putArray("ratings").add(rating(finding));
        json.put("description", finding.title());
        if (finding.description() != null) {
            json.put("detail", finding.description());
        }
        if (finding.fixed() != null && finding.packageName() != null) {
            json.put("recommendation", "Upgrade %s to %s".formatted(finding.packageName(), finding.fixed()));
        }
        if (finding.link() != null && ADDRESS.matcher(finding.link()).matches()) {
            json.putArray("advisories").addObject().put("url", finding.link());
        }
        String component = components.reference(finding);
        json.putArray("affects").addObject().put("ref", component == null ? target.reference() : component);
        return json;
    }

    /** Who gave out an id. */
    private static ObjectNode source(String id) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (CVE.matcher(id).matches()) {
            return json.put("name", "NVD").put("url", "https://nvd.nist.gov/vuln/detail/" + id);
        }
        if (GHSA.matcher(id).matches()) {
            return json.put("name", "GitHub Advisories").put("url", "https://github.com/advisories/" + id);
        }
        int dash = id.indexOf('-');
        return json.put("name", dash <= 0 ? id : id.substring(0, dash));
    }

    private static ObjectNode rating(Finding finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (finding.severitySource() != null) {
            json.putObject("source").put("name", finding.severitySource());
        }
        json.put("severity", severity(finding.severity()));
        if (finding.cvss() != null) {
            json.put("method", method(finding.cvss()));
            json.put("vector", finding.cvss());
        }
        return json;
    }

    /** CycloneDX' word for the lowest is another. */
    private static String severity(Severity severity) {
        return severity == Severity.NEGLIGIBLE ? "info" : severity.name().toLowerCase(Locale.ROOT);
    }

    private static String method(String vector) {
        if (vector.startsWith("CVSS:4.")) {
            return "CVSSv4";
        }
        if (vector.startsWith("CVSS:3.1")) {
            return "CVSSv31";
        }
        return vector.startsWith("CVSS:3.") ? "CVSSv3" : vector.startsWith("AV:") ? "CVSSv2" : "other";
    }

    /**
     * A statement of OpenVEX is its own analysis. A risk that people live with is not said to be harmless: its triage goes on until what they wait for.
     */
    private static ObjectNode analysis(AcceptedFinding accepted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        // The status of a statement, and after it its justification.
        String[] reason = accepted.reason().split(": ", 2);
        boolean notAffected = reason[0].equals("not_affected");
        String state = reason[0].equals("fixed") ? "resolved" : notAffected ? "not_affected" : "in_triage";
        json.put("state", state);
        String justification = notAffected && reason.length > 1 ? JUSTIFICATIONS.get(reason[1]) : null;
        if (justification != null) {
            json.put("justification", justification);
        }
        return json.put("detail", detail(accepted.by(), accepted.reason(), accepted.until()));
    }

    private static String detail(String by, String reason, @CheckForNull LocalDate until) {
        String limit = until == null ? "" : " until " + until;
        return "Accepted by %s%s: %s".formatted(by, limit, reason);
    }
}
