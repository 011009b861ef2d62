package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What {@code ${NAME}} in manifests stands for. Filled into the scalars of the parsed YAML rather than into its text, so that a value, whatever it holds, stays one value: it can add no key, line or
 * document. A scalar without quotes is read as YAML would read it with the value in it, so that {@code replicas: ${REPLICAS}} is a number.
 */
public final class ManifestVariables {
    /** Leaves everything as it is. */
    static final ManifestVariables NONE = new ManifestVariables(Map.of());

    private static final Pattern PLACEHOLDER = Pattern.compile("(\\$?)\\$\\{([A-Z_][A-Z0-9_]*)}");
    private static final Set<Tag> OTHER_THAN_TEXT = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    private static final int MOST_FILLED_IN = 1 << 20;

    private final Map<String, String> values;

    private ManifestVariables(Map<String, String> values) {
        this.values = values;
    }

    /** The request's own and those that every request has; none where the request has none of its own, so that texts that mean something else by {@code ${NAME}} are left alone. */
    public static ManifestVariables of(DeployRequest request) throws InvalidInputException {
        if (request.variables().isEmpty()) {
            return NONE;
        }
        Map<String, String> values = new TreeMap<>(request.variables());
        predefine(values, "IMAGE", request.image());
        predefine(values, "NAMESPACE", request.namespace());
        predefine(values, "WORKLOAD", request.workload());
        predefine(values, "ENVIRONMENT", request.environment());
        predefine(values, "DEPLOYMENT_ID", request.id());
        predefine(values, "COMMIT", request.commit());
        return new ManifestVariables(values);
    }

    private static void predefine(Map<String, String> values, String name, @CheckForNull String value)
            throws InvalidInputException {
        if (values.containsKey(name)) {
            throw new InvalidInputException("variables", name, "a name that is not defined by every deployment itself");
        }
        if (value != null) {
            values.put(name, value);
        }
    }

    /**
     * @param document changed in place as far as it can be
     * @param file for messages
     * @return the document with the values
     * @throws InvalidInputException naming file and line of a placeholder that stands for nothing
     */
    Node fill(Node document, String file) throws InvalidInputException {
        return values.isEmpty() ? document : new Filling(file).filled(document);
    }

    /** One document while it is filled. What an alias repeats is one node and filled once. */
    private final class Filling {
        private final String file;
        private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
        private int filledIn;

        Filling(String file) {
            this.file = file;
        }

        Node filled(Node node) throws InvalidInputException {
            if (node instanceof ScalarNode scalar) {
                return filledScalar(scalar, false);
            }
            if (!done.add(node)) {
                return node;
            }
            if (node instanceof SequenceNode sequence) {
                List<Node> items = sequence.getValue();
                for (int i = 0; i < items.size(); i++) {
                    items.set(i, filled(items.get(i)));
                }
            } else if (node instanceof MappingNode mapping) {
                List<NodeTuple> entries = mapping.getValue();
                for (int i = 0; i < entries.size(); i++) {
                    Node key = entries.get(i).getKeyNode();
                    Node filledKey = key instanceof ScalarNode scalar ? filledScalar(scalar, true) : filled(key);
                    entries.set(
                            i, new NodeTuple(filledKey, filled(entries.get(i).getValueNode())));
                }
            }
            return node;
        }

        /** A key is text, whatever the value: {@code <<} would be read as a merge. */
        private ScalarNode filledScalar(ScalarNode scalar, boolean key) throws InvalidInputException {
            Matcher placeholders = PLACEHOLDER.matcher(scalar.getValue());
            if (!placeholders.find()) {
                return scalar;
            }
            StringBuilder text = new StringBuilder();
            do {
                String name = placeholders.group(2);
                String value =
                        placeholders.group(1).isEmpty() ? value(name, scalar, placeholders.start()) : "${" + name + "}";
                placeholders.appendReplacement(text, Matcher.quoteReplacement(value));
                countFilledIn(value.length());
            } while (placeholders.find());
            placeholders.appendTail(text);
            Tag tag = key ? Tag.STR : tag(scalar, text.toString());
            return new ScalarNode(
                    tag, text.toString(), scalar.getStartMark(), scalar.getEndMark(), scalar.getScalarStyle());
        }

        private String value(String name, ScalarNode scalar, int position) throws InvalidInputException {
            String value = values.get(name);
            if (value == null) {
                throw new InvalidInputException(
                        "manifests",
                        "${%s} in %s, line %d".formatted(name, file, line(scalar, position)),
                        "one of the variables %s ($${%s} where it is to stay as it is)"
                                .formatted(String.join(", ", new TreeSet<>(values.keySet())), name));
            }
            return value;
        }

        private void countFilledIn(int characters) throws InvalidInputException {
            filledIn += characters;
            if (filledIn > MOST_FILLED_IN) {
                throw new InvalidInputException("variables", file, "at most 1 MiB of values in a document");
            }
        }
    }

    /** The text of a block begins in the line after its mark. */
    private static int line(ScalarNode scalar, int position) {
        DumperOptions.ScalarStyle style = scalar.getScalarStyle();
        boolean block = style == DumperOptions.ScalarStyle.LITERAL || style == DumperOptions.ScalarStyle.FOLDED;
        long before = scalar.getValue()
                .substring(0, position)
                .chars()
                .filter(c -> c == '\n')
                .count();
        return scalar.getStartMark().getLine() + 1 + (block ? 1 : 0) + (int) before;
    }

    private static Tag tag(ScalarNode scalar, String text) {
        if (!scalar.isPlain() || !scalar.getTag().equals(Tag.STR)) {
            return scalar.getTag();
        }
        Tag read = ManifestReader.RESOLVER.resolve(NodeId.scalar, text, true);
        return OTHER_THAN_TEXT.contains(read) ? read : Tag.STR;
    }
}
