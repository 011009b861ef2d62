package io.jenkins.plugins.autodeploy.engine.scan.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.ConfigurationRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What all findings with one id have in common, as a SARIF rule. Grows with each finding. */
final class SarifRule {
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final String id;
    private final Set<String> aliases = new TreeSet<>();
    private final Set<String> vectors = new TreeSet<>();
    private Severity worst = Severity.UNKNOWN;

    @CheckForNull
    private Finding first;

    SarifRule(String id) {
        this.id = id;
    }

    void include(Finding finding) {
        if (first == null) {
            first = finding;
        }
        aliases.addAll(finding.aliases());
        if (finding.cvss() != null) {
            vectors.add(finding.cvss());
        }
        worst = finding.severity().compareTo(worst) > 0 ? finding.severity() : worst;
    }

    /** Of at least one finding. */
    ObjectNode json() {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        String title = title();
        String description = first.description() == null ? title : shorter(first.description());
        rule.put("id", id).put("name", name());
        rule.putObject("shortDescription").put("text", title);
        rule.putObject("fullDescription").put("text", description);
        rule.putObject("help").put("text", help(description)).put("markdown", markdown(description));
        String link = link();
        if (link != null) {
            rule.put("helpUri", link);
        }
        rule.putObject("defaultConfiguration").put("level", SarifResult.level(worst));
        rule.set("properties", properties());
        return rule;
    }

    /** Findings of the built-in checks name what has the fault; the rule does not. */
    private String title() {
        return ConfigurationRules.find(id).map(rule -> rule.title()).orElse(first.title());
    }

    /** Pascal case, as SARIF wants it of names that people read. */
    private String name() {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.isEmpty() ? "Rule" : name.toString();
    }

    private String remedy() {
        return ConfigurationRules.find(id)
                .map(rule -> capitalised(rule.remedy()) + ".")
                .orElseGet(() -> {
                    if (first.kind() != FindingKind.VULNERABILITY) {
                        return first.title();
                    }
                    return first.fixed() == null
                            ? "No fixed version is known."
                            : "Upgrade %s to %s.".formatted(first.packageName(), first.fixed());
                });
    }

    private String help(String description) {
        String also = aliases.isEmpty() ? "" : "\nAlso known as: " + String.join(", ", aliases);
        return "%s\nSeverity: %s\nRemedy: %s%s".formatted(description, worst, remedy(), also);
    }

    private String markdown(String description) {
        String link = link();
        return "**%s**\n\n%s\n\n| Severity | Remedy |\n| --- | --- |\n| %s | %s |\n%s%s"
                .formatted(
                        plain(id),
                        plain(description),
                        worst,
                        plain(remedy()),
                        aliases.isEmpty() ? "" : "\nAlso known as: " + plain(String.join(", ", aliases)) + "\n",
                        link == null ? "" : "\n[More](<" + link + ">)\n");
    }

    /** Text of others is text and neither a link, an image, a table's cell nor HTML. */
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]()#+!|~])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** Only what a reader may link to. */
    @CheckForNull
    private String link() {
        try {
            URI uri = first.link() == null ? null : new URI(first.link());
            boolean web = uri != null
                    && uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            return web ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private ObjectNode properties() {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        String score = SecuritySeverity.of(worst, vectors);
        if (score != null) {
            properties.put("security-severity", score);
        }
        ArrayNode tags = properties.putArray("tags").add("security");
        if (first.kind() != null) {
            tags.add(first.kind().label());
        }
        tags.add(worst.name().toLowerCase(Locale.ROOT));
        aliases.forEach(tags::add);
        return properties;
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String shorter(String text) {
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION) + "\u2026";
    }
}
