package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.parse.YamlLimits;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A file of the policy in the workspace, YAML or JSON, with what is wrong in it said in terms of the parameter that names it.
 *
 * @param parameter that names the file
 * @param path of it, relative to the workspace's root
 */
record PolicyText(String parameter, String path) {
    private static final int DEEPEST_NESTING = 20;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NESTING)
                    .build())
            .build());

    /**
     * The mapping that the file holds; an empty file is an empty one. Null when there is no such file.
     *
     * @param most bytes that it may have
     */
    @CheckForNull
    JsonNode read(Workspace workspace, int most) throws InvalidInputException, InterruptedException {
        byte[] content;
        try {
            if (!workspace.exists(path)) {
                return null;
            }
            content = workspace.read(path, most);
        } catch (IOException e) {
            throw expected("a readable file in the workspace below %d MB".formatted(most >> 20));
        }
        return tree(content, most);
    }

    JsonNode tree(byte[] content, int most) throws InvalidInputException {
        LoaderOptions limits = YamlLimits.withoutAliases(DEEPEST_NESTING, most);
        YAMLMapper yaml =
                new YAMLMapper(YAMLFactory.builder().loaderOptions(limits).build());
        try {
            JsonNode tree = tree(isJson(content) ? JSON : yaml, content);
            if (!tree.isObject()) {
                throw expected("a YAML mapping");
            }
            return tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw expected("YAML that can be read" + (line > 0 ? " at line " + line : ""));
        } catch (IOException e) {
            throw expected("a file that can be read");
        }
    }

    private static JsonNode tree(ObjectMapper mapper, byte[] content) throws IOException {
        JsonNode tree = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .readTree(content);
        return tree == null || tree.isMissingNode() || tree.isNull() ? mapper.createObjectNode() : tree;
    }

    /** JSON that is indented by tabs is no YAML for most readers. */
    private static boolean isJson(byte[] content) {
        try (JsonParser parser = JSON.createParser(content)) {
            return parser.nextToken() == JsonToken.START_OBJECT && parser.nextToken() != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Refuses what nobody reads, so that a mistyped name does not go unseen, nor what is no mapping. Nothing at all is an empty one. */
    void only(Collection<String> fields, JsonNode entry, String where) throws InvalidInputException {
        if (!isMapping(entry)) {
            throw expected("a mapping of %s in %s".formatted(String.join(", ", fields), where));
        }
        Set<String> unknown = new TreeSet<>();
        entry.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(fields);
        if (!unknown.isEmpty()) {
            throw expected("only %s in %s, not %s".formatted(String.join(", ", fields), where, unknown));
        }
    }

    String required(JsonNode entry, String field, String where) throws InvalidInputException {
        String value = optional(entry, field);
        if (value == null) {
            throw expected("'%s' in %s".formatted(field, where));
        }
        return value;
    }

    /** @throws InvalidInputException when it is there and is a list or a mapping: taken for nothing, it would make the policy another one than was written */
    @CheckForNull
    String optional(JsonNode entry, String field) throws InvalidInputException {
        JsonNode value = entry.path(field);
        if (value.isContainerNode()) {
            throw expected("a single value in '%s'".formatted(field));
        }
        return OutsideText.clean(value.asText(null));
    }

    /** Whether it is a mapping, or nothing; YAML with nothing after a name is empty text. */
    static boolean isMapping(JsonNode node) {
        return node.isObject() || isNothing(node);
    }

    static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.textValue().isBlank();
    }

    InvalidInputException expected(String what) {
        return new InvalidInputException(parameter, path, what);
    }
}
