package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.OutsideText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;

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
public final class AcceptFile {
    private static final String PARAMETER = "acceptFile";
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST_NESTING = 20;
    private static final Set<String> FIELDS = Set.of("id", "package", "paths", "reason", "by", "until");

    private final String path;

    private AcceptFile(String path) {
        this.path = path;
    }

    /** @return no risks when there is no such file */
    public static List<AcceptedRisk> read(Workspace workspace, String path)
            throws InvalidInputException, InterruptedException {
        try {
            if (!workspace.exists(path)) {
                return List.of();
            }
            return parse(path, new String(workspace.read(path, LARGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidInputException(PARAMETER, path, "a readable file in the workspace below 1 MB");
        }
    }

    static List<AcceptedRisk> parse(String path, String yaml) throws InvalidInputException {
        AcceptFile file = new AcceptFile(path);
        JsonNode entries = file.tree(yaml).path("accepted");
        if (entries.isMissingNode()
                || entries.isNull()
                || entries.isTextual() && entries.asText().isBlank()) {
            return List.of();
        }
        if (!entries.isArray()) {
            throw file.expected("a list under 'accepted'");
        }
        List<AcceptedRisk> risks = new ArrayList<>();
        for (JsonNode entry : entries) {
            risks.add(file.risk(entry, "entry " + (risks.size() + 1)));
        }
        return risks;
    }

    private JsonNode tree(String yaml) throws InvalidInputException {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(DEEPEST_NESTING);
        limits.setCodePointLimit(LARGEST);
        YAMLMapper mapper =
                new YAMLMapper(YAMLFactory.builder().loaderOptions(limits).build());
        mapper.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        try {
            JsonNode tree = mapper.readTree(yaml);
            if (tree != null && !tree.isMissingNode() && !tree.isNull() && !tree.isObject()) {
                throw expected("a YAML mapping with the list 'accepted'");
            }
            return tree == null ? mapper.createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw expected("YAML that can be read" + (line > 0 ? " at line " + line : ""));
        }
    }

    private AcceptedRisk risk(JsonNode entry, String where) throws InvalidInputException {
        if (!entry.isObject()) {
            throw expected("a mapping with id, reason and by in " + where);
        }
        Set<String> unknown = new TreeSet<>();
        entry.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw expected("only id, package, paths, reason, by and until in %s, not %s".formatted(where, unknown));
        }
        String id = required(entry, "id", where);
        String named = where + " (" + id + ")";
        return new AcceptedRisk(
                id,
                optional(entry, "package"),
                paths(entry.path("paths"), named),
                required(entry, "reason", named),
                required(entry, "by", named),
                date(optional(entry, "until"), named));
    }

    private String required(JsonNode entry, String field, String where) throws InvalidInputException {
        String value = optional(entry, field);
        if (value == null) {
            throw expected("'%s' in %s".formatted(field, where));
        }
        return value;
    }

    @CheckForNull
    private static String optional(JsonNode entry, String field) {
        return OutsideText.clean(entry.path(field).asText(null));
    }

    private List<String> paths(JsonNode node, String where) throws InvalidInputException {
        List<String> globs = new ArrayList<>();
        if (node.isTextual()) {
            globs.add(node.asText());
        }
        node.forEach(glob -> globs.add(glob.asText()));
        for (String glob : globs) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (IllegalArgumentException e) {
                throw expected("globs such as web/** in paths of " + where);
            }
        }
        return List.copyOf(globs);
    }

    @CheckForNull
    private LocalDate date(@CheckForNull String text, String where) throws InvalidInputException {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw expected("a date such as 2026-12-31 in 'until' of %s, not %s".formatted(where, text));
        }
    }

    private InvalidInputException expected(String what) {
        return new InvalidInputException(PARAMETER, path, what);
    }
}
