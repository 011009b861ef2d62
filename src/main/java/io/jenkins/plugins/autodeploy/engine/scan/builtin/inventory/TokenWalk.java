package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Set;

/**
 * Goes through a JSON or YAML document one field at a time, so that a document of any length takes the memory of its largest entry. Whoever is
 * shown a value takes it by one of {@link #fields}, {@link #items}, {@link #text} and {@link #tree}, or leaves it.
 */
final class TokenWalk {
    /** Names, values and brackets that one entry may have. */
    private static final int MOST_TOKENS = 200_000;

    private final Bounded parser;

    private TokenWalk(Bounded parser) {
        this.parser = parser;
    }

    /** Sees the document. */
    @FunctionalInterface
    interface Visit {
        void see(TokenWalk document) throws IOException;
    }

    /** Sees a field of an object. */
    @FunctionalInterface
    interface Field {
        void see(String name, TokenWalk value) throws IOException;
    }

    /** @param format for what is said when the text is not in it */
    static void start(JsonParser source, String format, Visit visit) throws IOException {
        Bounded parser = new Bounded(source);
        try {
            parser.nextToken();
            visit.see(new TokenWalk(parser));
            finish(parser);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new MalformedContentException(
                    "it is not valid %s%s".formatted(format, line > 0 ? ", see line " + line : ""));
        }
    }

    /** What follows the document's end is as wrong as what is missing from it. */
    private static void finish(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        while (token != null) {
            token = parser.nextToken();
        }
    }

    /** Whether there are fields to go through. */
    boolean isObject() {
        return parser.hasToken(JsonToken.START_OBJECT);
    }

    boolean isArray() {
        return parser.hasToken(JsonToken.START_ARRAY);
    }

    /** Shows each field; none when the value is no object. */
    void fields(Field visit) throws IOException {
        if (!isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            visit.see(name, this);
            skip();
        }
    }

    /**
     * Shows each field.
     *
     * @param otherwise why the document is none of its format when it has none of the fields {@code oneOf}
     */
    void fields(Field visit, String otherwise, String... oneOf) throws IOException {
        Set<String> awaited = Set.of(oneOf);
        boolean[] seen = new boolean[1];
        fields((name, value) -> {
            seen[0] |= awaited.contains(name);
            visit.see(name, value);
        });
        if (!seen[0]) {
            throw new MalformedContentException(otherwise);
        }
    }

    /** Shows each item; none when the value is no array. */
    void items(Visit visit) throws IOException {
        if (!isArray()) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            visit.see(this);
            skip();
        }
    }

    /** A string, number or boolean as it is written; empty for anything else. */
    String text() throws IOException {
        JsonToken token = parser.currentToken();
        return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText() : "";
    }

    /**
     * The value as a whole.
     *
     * @throws MalformedContentException when it is larger than an entry of a lock file is
     */
    JsonNode tree() throws IOException {
        parser.left = MOST_TOKENS;
        JsonNode tree = parser.readValueAsTree();
        parser.left = Long.MAX_VALUE;
        return tree == null ? MissingNode.getInstance() : tree;
    }

    private void skip() throws IOException {
        if (isObject() || isArray()) {
            parser.skipChildren();
        }
    }

    /** Ends what would be held in memory before it is too large to be. */
    private static final class Bounded extends JsonParserDelegate {
        private long left = Long.MAX_VALUE;

        Bounded(JsonParser source) {
            super(source);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            if (--left < 0) {
                throw new MalformedContentException("it has an entry that is too large for one");
            }
            return super.nextToken();
        }
    }
}
