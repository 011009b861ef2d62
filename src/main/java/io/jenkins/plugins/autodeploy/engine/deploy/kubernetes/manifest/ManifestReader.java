package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads Kubernetes YAML as kubectl does: several documents in a text, {@code kind: List}, anchors, numbers of YAML 1.1 ({@code defaultMode: 0644}). SnakeYAML itself is used,
 * since Jackson's tree model knows no anchors.
 */
public final class ManifestReader {
    private static final String PARAMETER = "manifests";
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_OBJECTS = 200;
    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 50;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final LoaderOptions OPTIONS = options();

    /** What plain scalars are: numbers, booleans or text. */
    static final Resolver RESOLVER = new WithoutDates();

    private final ManifestVariables variables;

    /** For texts without placeholders. */
    public ManifestReader() {
        this(ManifestVariables.NONE);
    }

    public ManifestReader(ManifestVariables variables) {
        this.variables = variables;
    }

    /**
     * @param texts one for each file
     * @throws InvalidInputException naming the file, or the number of one without a name, and, where known, the line
     */
    public List<Manifest> read(List<ManifestText> texts) throws InvalidInputException {
        List<Manifest> manifests = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            ManifestText file = texts.get(i);
            readText(file.text(), file.name() == null ? "file " + (i + 1) : file.name(), manifests);
        }
        refuseTwice(manifests);
        return manifests;
    }

    private void readText(String text, String where, List<Manifest> manifests) throws InvalidInputException {
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidInputException(PARAMETER, where, "at most 1 MiB in a file");
        }
        try {
            Composer documents = new Composer(new ParserImpl(new StreamReader(text), OPTIONS), RESOLVER, OPTIONS);
            while (documents.checkNode()) {
                Object document = new DocumentConstructor().construct(variables.fill(documents.getNode(), where));
                if (document != null) {
                    add(MAPPER.valueToTree(document), where, manifests);
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new InvalidInputException(
                    PARAMETER, "%s, line %d".formatted(where, line), "YAML; the parser says: " + e.getProblem());
        } catch (YAMLException | IllegalArgumentException e) {
            throw new InvalidInputException(PARAMETER, where, "YAML of a sane size and depth");
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    private void add(JsonNode tree, String where, List<Manifest> manifests) throws InvalidInputException {
        if (tree.path("kind").asText().equals("List") && tree.path("items").isArray()) {
            for (JsonNode item : tree.path("items")) {
                add(item, where, manifests);
            }
            return;
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new InvalidInputException(PARAMETER, where, "Kubernetes objects");
        }
        if (object.path("kind").asText().equals("Kustomization")) {
            throw new InvalidInputException(PARAMETER, where, "the folder that it is in, so that kustomize renders it");
        }
        for (String field : List.of("/apiVersion", "/kind", "/metadata/name")) {
            if (!object.at(field).isTextual() || object.at(field).asText().isBlank()) {
                throw new InvalidInputException(
                        PARAMETER,
                        where,
                        "objects that each have a " + field.substring(1).replace('/', '.'));
            }
        }
        if (manifests.size() == MOST_OBJECTS) {
            throw new InvalidInputException(PARAMETER, where, "at most " + MOST_OBJECTS + " objects");
        }
        manifests.add(new Manifest(object));
    }

    private static void refuseTwice(List<Manifest> manifests) throws InvalidInputException {
        Set<ObjectRef> seen = new HashSet<>();
        for (Manifest manifest : manifests) {
            if (!seen.add(manifest.ref())) {
                throw new InvalidInputException(PARAMETER, manifest.label(), "each object only once");
            }
        }
    }

    /** Makes values of one document, by the standard types alone. */
    private static final class DocumentConstructor extends SafeConstructor {
        DocumentConstructor() {
            super(OPTIONS);
            setAllowDuplicateKeys(false); // the options alone do not count here
        }

        Object construct(Node document) {
            return constructDocument(document);
        }
    }

    /** Kubernetes has no dates in its objects: {@code 2024-01-31} is text. */
    private static final class WithoutDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }
}
