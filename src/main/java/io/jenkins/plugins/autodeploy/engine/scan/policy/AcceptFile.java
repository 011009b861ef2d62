package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of accepted findings, YAML:
 *
 * <pre>
 * accepted:
 *   - id: CVE-2021-23337
 *     package: lodash          # any, when left out
 *     paths: ["web/**"]        # any, when left out
 *     reason: we never call template()
 *     by: ann
 *     until: 2026-12-31        # always, when left out
 * </pre>
 */
final class AcceptFile {
    private static final int LARGEST = 1 << 20;
    private static final List<String> FIELDS = List.of("id", "package", "paths", "reason", "by", "until");

    private final PolicyText text;

    private AcceptFile(String path) {
        this.text = new PolicyText("acceptFile", path);
    }

    /** @return no risks when there is no such file */
    static List<AcceptedRisk> read(Workspace workspace, String path)
            throws InvalidInputException, InterruptedException {
        AcceptFile file = new AcceptFile(path);
        JsonNode tree = file.text.read(workspace, LARGEST);
        return tree == null ? List.of() : file.risks(tree);
    }

    static List<AcceptedRisk> parse(String path, String yaml) throws InvalidInputException {
        AcceptFile file = new AcceptFile(path);
        return file.risks(file.text.tree(yaml.getBytes(StandardCharsets.UTF_8), LARGEST));
    }

    private List<AcceptedRisk> risks(JsonNode tree) throws InvalidInputException {
        text.only(List.of("accepted"), tree, "the file");
        JsonNode entries = tree.path("accepted");
        if (PolicyText.isNothing(entries)) {
            return List.of();
        }
        if (!entries.isArray()) {
            throw text.expected("a list under 'accepted'");
        }
        List<AcceptedRisk> risks = new ArrayList<>();
        for (JsonNode entry : entries) {
            risks.add(risk(entry, "entry " + (risks.size() + 1)));
        }
        return risks;
    }

    private AcceptedRisk risk(JsonNode entry, String where) throws InvalidInputException {
        if (!entry.isObject()) {
            throw text.expected("a mapping with id, reason and by in " + where);
        }
        text.only(FIELDS, entry, where);
        String id = text.required(entry, "id", where);
        String named = where + " (" + id + ")";
        return new AcceptedRisk(
                id,
                text.optional(entry, "package"),
                paths(entry.path("paths"), named),
                text.required(entry, "reason", named),
                text.required(entry, "by", named),
                date(text.optional(entry, "until"), named));
    }

    private List<String> paths(JsonNode node, String where) throws InvalidInputException {
        List<String> globs = new ArrayList<>();
        if (node.isValueNode() && !PolicyText.isNothing(node)) {
            globs.add(node.asText());
        } else if (node.isObject()) {
            throw text.expected("a list of globs in paths of " + where);
        }
        node.forEach(glob -> globs.add(glob.asText()));
        for (String glob : globs) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (IllegalArgumentException e) {
                throw text.expected("globs such as web/** in paths of " + where);
            }
        }
        return List.copyOf(globs);
    }

    @CheckForNull
    private LocalDate date(@CheckForNull String day, String where) throws InvalidInputException {
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw text.expected("a date such as 2026-12-31 in 'until' of %s, not %s".formatted(where, day));
        }
    }
}
