package io.jenkins.plugins.autodeploy.engine.scan.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A finding as a SARIF result. */
final class SarifResult {
    /** Name of the directory that paths are relative to; readers know it as the root of the source. */
    static final String ROOT = "%SRCROOT%";

    private static final Pattern PLACE = Pattern.compile("(?<path>.*?)(?::(?<line>[1-9]\\d{0,8}))?", Pattern.DOTALL);
    /** A file of an image or a package is no file of the source, yet readers want a file. */
    private static final String NO_PATH = "unknown";

    private SarifResult() {}

    /**
     * @param target of the scan, which stands for the place of a finding without one
     * @param fingerprints how often each occurred so far, so that no two results have the same
     */
    static ObjectNode of(Finding finding, String target, Map<String, Integer> fingerprints) {
        String place = finding.location() == null ? target : finding.location();
        Matcher parts = PLACE.matcher(place);
        // An image's tag may look like a line.
        boolean known = !place.equals(target) && parts.matches();
        String path = path(known ? parts.group("path") : place);
        String line = known ? parts.group("line") : null;
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ruleId", finding.id()).put("level", level(finding.severity()));
        result.putObject("message").put("text", message(finding));
        result.putArray("locations").add(location(path, line, finding.packageUrl()));
        result.putObject("partialFingerprints")
                // GitHub takes its own key for the same place; without a line of source it has nothing else to go by.
                .put("primaryLocationLineHash", fingerprint(finding, path, fingerprints));
        result.set("properties", properties(finding));
        return result;
    }

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, NEGLIGIBLE, UNKNOWN -> "note";
        };
    }

    /** A path as a relative URI: percent-encoded, never absolute, never above the root, and never taken for a scheme. */
    static String path(String path) {
        List<String> kept = new ArrayList<>();
        for (String segment : path.replace('\\', '/').split("/")) {
            if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                kept.add(segment);
            }
        }
        String plain = kept.isEmpty() ? NO_PATH : String.join("/", kept);
        try {
            // A leading slash keeps a colon in the first segment from being read as a scheme.
            String encoded =
                    new URI(null, null, "/" + plain, null).toASCIIString().substring(1);
            int colon = encoded.indexOf(':');
            int slash = encoded.indexOf('/');
            return colon >= 0 && (slash < 0 || colon < slash) ? encoded.replaceFirst(":", "%3A") : encoded;
        } catch (URISyntaxException e) {
            return NO_PATH;
        }
    }

    private static String message(Finding finding) {
        if (finding.packageName() == null) {
            return finding.title();
        }
        String remedy =
                finding.fixed() == null ? "No fixed version is known." : "Upgrade to %s.".formatted(finding.fixed());
        return "%s %s: %s. %s"
                .formatted(
                        finding.packageName(),
                        finding.installed() == null ? "" : finding.installed(),
                        finding.title(),
                        remedy)
                .replace(" :", ":");
    }

    private static ObjectNode location(String path, @CheckForNull String line, @CheckForNull String packageUrl) {
        ObjectNode location = JsonNodeFactory.instance.objectNode();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", path).put("uriBaseId", ROOT);
        // Readers that show a line need one, also where the whole file is meant.
        physical.putObject("region").put("startLine", line == null ? 1 : Integer.parseInt(line));
        if (packageUrl != null) {
            location.putArray("logicalLocations")
                    .addObject()
                    .put("fullyQualifiedName", packageUrl)
                    .put("kind", "package");
        }
        return location;
    }

    /** The same as long as rule, package and file are, however the lines move; the second one of a kind is told apart by its number. */
    private static String fingerprint(Finding finding, String path, Map<String, Integer> fingerprints) {
        String same = String.join("\n", finding.id(), String.valueOf(finding.packageName()), path);
        int number = fingerprints.merge(same, 1, Integer::sum);
        return sha256(same).substring(0, 32) + ":" + number;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static ObjectNode properties(Finding finding) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.put("severity", finding.severity().name());
        put(properties, "severitySource", finding.severitySource());
        put(properties, "cvss", finding.cvss());
        put(properties, "package", finding.packageName());
        put(properties, "installed", finding.installed());
        put(properties, "fixed", finding.fixed());
        put(properties, "layer", finding.layer());
        ArrayNode scanners = properties.putArray("scanners");
        finding.scanners().forEach(scanners::add);
        return properties;
    }

    private static void put(ObjectNode node, String field, @CheckForNull String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
