package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads Kubernetes manifests for the values of objects of kind Secret, whose {@code data} is base64 and hides what it holds from a search of text. Reads
 * events rather than a tree: that tells the lines, and expands no aliases. A file that is no YAML, such as the template of a chart, has no values here.
 */
final class SecretManifest {
    /**
     * A value in a Secret.
     *
     * @param line of the manifest, from 1
     * @param text what it decodes to; bytes that are no text as ISO 8859-1
     */
    record Value(String key, int line, String text) {}

    private static final int DEEPEST_NESTING = 50;
    private static final Pattern KIND = Pattern.compile("\\bkind[\"']?[ \\t]{0,4}:[ \\t]{0,4}[\"']?Secret\\b");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** A mapping that is being read. */
    private static final class Mapping {
        /** The field of the mapping around it. */
        private final String field;

        private String kind = "";
        private final List<Value> values = new ArrayList<>();

        private Mapping(String field) {
            this.field = field;
        }
    }

    private SecretManifest() {}

    /** Whether it is worth the reading. */
    static boolean isLikely(String text) {
        return KIND.matcher(text).find();
    }

    /** The values of all Secrets in a manifest; JSON is YAML too. */
    static List<Value> values(String manifest) {
        List<Value> found = new ArrayList<>();
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST_NESTING);
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(limits).build();
        try (JsonParser parser = factory.createParser(manifest)) {
            read(parser, found);
        } catch (IOException e) {
            return found; // what came before the fault was read
        }
        return found;
    }

    private static void read(JsonParser parser, List<Value> found) throws IOException {
        Deque<Mapping> around = new ArrayDeque<>();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                around.push(new Mapping(String.valueOf(parser.currentName())));
            } else if (token == JsonToken.END_OBJECT) {
                close(around, found);
            } else if (token == JsonToken.VALUE_STRING && !around.isEmpty()) {
                readString(parser, around.peek());
            }
        }
    }

    private static void readString(JsonParser parser, Mapping mapping) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if ("kind".equals(parser.currentName())) {
            mapping.kind = parser.getText();
        } else if (mapping.field.equals("data")) {
            String text = decoded(parser.getText());
            if (text != null) {
                mapping.values.add(new Value(parser.currentName(), line, text));
            }
        } else if (mapping.field.equals("stringData")) {
            mapping.values.add(new Value(parser.currentName(), line, parser.getText()));
        }
    }

    private static void close(Deque<Mapping> around, List<Value> found) {
        Mapping closed = around.pop();
        Mapping parent = around.peek();
        boolean values = closed.field.equals("data") || closed.field.equals("stringData");
        if (values && parent != null) {
            parent.values.addAll(closed.values);
        } else if (closed.kind.equals("Secret")) {
            found.addAll(closed.values);
        }
    }

    /** Null for what is no base64, such as the placeholder of a template. */
    @CheckForNull
    private static String decoded(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll(""));
        } catch (IllegalArgumentException e) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
