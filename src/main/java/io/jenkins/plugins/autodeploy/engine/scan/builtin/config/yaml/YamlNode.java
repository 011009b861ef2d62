package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A value of a YAML or JSON document and the line that it stands on. What is not there is a value too, which stands where it would have to be put; so a path through a document
 * needs no questions on its way.
 */
public final class YamlNode {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_DOCUMENTS = 1_000;
    private static final int MOST_ALIASES = 50;
    private static final int DEEPEST = 50;
    private static final int MOST_MERGES = 5;

    @CheckForNull
    private final Node node;

    private final int line;

    private YamlNode(@CheckForNull Node node, int line) {
        this.node = node;
        this.line = line;
    }

    /**
     * A key and its value.
     *
     * @param value stands on the line of the key
     */
    public record Entry(String key, YamlNode value) {}

    /**
     * The documents of a text, up to the first that cannot be read or is a template: {@code {{ … }}} reads as a mapping that is a key, which nothing that a cluster takes has.
     */
    public static List<YamlNode> documents(String text) {
        List<YamlNode> documents = new ArrayList<>();
        if (text.length() > LONGEST_TEXT) {
            return documents;
        }
        // JSON may be indented by tabs, which YAML forbids; within its strings there can be none.
        String readable = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
        try {
            for (Node document : yaml().composeAll(new StringReader(readable))) {
                if (documents.size() >= MOST_DOCUMENTS
                        || isTemplate(document, Collections.newSetFromMap(new IdentityHashMap<>()))) {
                    break;
                }
                documents.add(new YamlNode(document, line(document)));
            }
        } catch (YAMLException e) {
            return documents;
        }
        return documents;
    }

    private static Yaml yaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setCodePointLimit(LONGEST_TEXT);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits);
    }

    /** @param seen what was looked at, since anchors can make a value a part of many others and of itself */
    private static boolean isTemplate(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return false;
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .anyMatch(entry ->
                            !(entry.getKeyNode() instanceof ScalarNode) || isTemplate(entry.getValueNode(), seen));
        }
        return node instanceof SequenceNode sequence
                && sequence.getValue().stream().anyMatch(item -> isTemplate(item, seen));
    }

    /** The value of a key, of this mapping or of those merged into it by {@code <<}. */
    public YamlNode get(String key) {
        return find(node, key, MOST_MERGES);
    }

    private YamlNode find(@CheckForNull Node in, String key, int merges) {
        YamlNode found = new YamlNode(null, line);
        if (in instanceof MappingNode mapping && merges > 0) {
            for (NodeTuple entry : mapping.getValue()) {
                String name = ((ScalarNode) entry.getKeyNode()).getValue();
                if (name.equals(key)) {
                    return new YamlNode(entry.getValueNode(), line(entry.getKeyNode()));
                }
                if (name.equals("<<") && !found.exists()) {
                    found = find(entry.getValueNode(), key, merges - 1);
                }
            }
        } else if (in instanceof SequenceNode merged && merges > 0 && merges < MOST_MERGES) {
            for (int i = 0; i < merged.getValue().size() && !found.exists(); i++) {
                found = find(merged.getValue().get(i), key, merges - 1);
            }
        }
        return found;
    }

    /** The value at the end of a path of keys. */
    public YamlNode at(String... keys) {
        YamlNode reached = this;
        for (String key : keys) {
            reached = reached.get(key);
        }
        return reached;
    }

    /** The values of a list; empty for anything else. */
    public List<YamlNode> items() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                        .map(item -> new YamlNode(item, line(item)))
                        .toList()
                : List.of();
    }

    /** The keys of a mapping and their values, without merged ones; empty for anything else. */
    public List<Entry> entries() {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(entry -> new Entry(
                                ((ScalarNode) entry.getKeyNode()).getValue(),
                                new YamlNode(entry.getValueNode(), line(entry.getKeyNode()))))
                        .toList()
                : List.of();
    }

    /** The texts of a list; those of a single text are that one. */
    public List<String> texts() {
        return node instanceof ScalarNode && exists()
                ? List.of(text())
                : items().stream()
                        .map(YamlNode::text)
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    /** Whether it is there and not null. */
    public boolean exists() {
        return node != null && !Tag.NULL.equals(node.getTag());
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** As written, without quotes; empty for what is not there, a list or a mapping. */
    public String text() {
        return node instanceof ScalarNode scalar && exists() ? scalar.getValue() : "";
    }

    /** Whether it is there and true; the text {@code "true"} in quotes is not. */
    public boolean isTrue() {
        return isBoolean() && TRUE.contains(text().toLowerCase(Locale.ROOT));
    }

    public boolean isFalse() {
        return isBoolean() && !isTrue();
    }

    private boolean isBoolean() {
        return node != null && Tag.BOOL.equals(node.getTag());
    }

    /** From 1. */
    public int line() {
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
