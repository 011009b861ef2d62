package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an advisory tells whether it is worth reading: nearly all of an export's hundred thousands are not.
 *
 * @param withdrawn whether it does not count any more
 * @param packages which it concerns
 */
record OsvGlance(Instant modified, boolean withdrawn, List<Named> packages) {
    record Named(String ecosystem, String name) {}

    OsvGlance {
        packages = List.copyOf(packages);
    }

    /** @throws IOException when it is no advisory; the message says why, to follow the entry's name */
    static OsvGlance at(byte[] content, int length) throws IOException {
        try (JsonParser parser = AdvisoryJson.FACTORY.createParser(content, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAdvisoryException("is no advisory: it is no JSON object");
            }
            String modified = null;
            boolean withdrawn = false;
            List<Named> packages = new ArrayList<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "modified" -> modified = parser.getText();
                    case "withdrawn" -> withdrawn = value != JsonToken.VALUE_NULL;
                    case "affected" -> affected(parser, packages);
                    default -> {}
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new UnreadableAdvisoryException("is no advisory: something follows its JSON object");
            }
            return new OsvGlance(time(modified), withdrawn, packages);
        }
    }

    private static void affected(JsonParser parser, List<Named> packages) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals("package");
                if (parser.nextToken() == JsonToken.START_OBJECT && named) {
                    packages.add(named(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new UnreadableAdvisoryException("is no advisory: what it affects is no list of objects");
        }
    }

    private static Named named(JsonParser parser) throws IOException {
        String ecosystem = "";
        String name = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("ecosystem")) {
                ecosystem = parser.getText();
            } else if (field.equals("name")) {
                name = parser.getText();
            }
            parser.skipChildren();
        }
        return new Named(ecosystem, name);
    }

    private static Instant time(@CheckForNull String modified) throws IOException {
        if (modified == null) {
            throw new UnreadableAdvisoryException("is no advisory: it does not say when it was modified");
        }
        try {
            return OffsetDateTime.parse(modified).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableAdvisoryException("is no advisory: it was modified at no time that can be read", e);
        }
    }
}
