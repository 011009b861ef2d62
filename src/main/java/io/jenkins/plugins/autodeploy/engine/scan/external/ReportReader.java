package io.jenkins.plugins.autodeploy.engine.scan.external;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.io.Closeable;
import java.io.IOException;

/**
 * Reads a scanner's JSON piece by piece, so that no more of it is held than what is kept. What is not asked for is skipped; what is asked for and has
 * another shape than it should have is an {@link IOException}, since a report that is half understood would look like few findings.
 */
final class ReportReader implements Closeable {
    private static final int DEEPEST_NESTING = 100;
    private static final int LONGEST_STRING = 4 << 20;
    /** In bytes. A list of empty strings takes twenty times as much in memory as in the file. */
    private static final int LARGEST_VALUE = 8 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final byte[] json;
    private final JsonParser parser;

    /** Takes one field's value: by {@link #fields}, {@link #elements}, {@link #value} or {@link #skip}. */
    @FunctionalInterface
    interface Field {
        void read(String name) throws IOException, ScannerFailedException;
    }

    /** Takes one element. */
    @FunctionalInterface
    interface Element<T> {
        void read(T element) throws IOException, ScannerFailedException;
    }

    /** Takes one element where it stands. */
    @FunctionalInterface
    interface Step {
        void read() throws IOException, ScannerFailedException;
    }

    private ReportReader(byte[] json) throws IOException {
        this.json = json;
        this.parser = MAPPER.createParser(json);
    }

    /**
     * Stands at the document's value.
     *
     * @param json in UTF-8
     */
    static ReportReader of(byte[] json) throws IOException {
        ReportReader reader = new ReportReader(json);
        if (reader.parser.nextToken() == null) {
            throw reader.mismatch("a document");
        }
        return reader;
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Each field of an object; of null, none. */
    void fields(Field field) throws IOException, ScannerFailedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw mismatch("an object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    /** Each element of an array; of null, none. */
    void elements(Step step) throws IOException, ScannerFailedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (!isArray()) {
            throw mismatch("an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            step.read();
        }
    }

    /** Each element of an array that is not null; of null, none. */
    <T> void elements(Class<T> type, Element<T> element) throws IOException, ScannerFailedException {
        elements(() -> {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                element.read(value(type));
            }
        });
    }

    /** A value whole. How large it is, is found out before anything is made of it. */
    <T> T value(Class<T> type) throws IOException {
        if (!parser.currentToken().isStructStart()) {
            return MAPPER.readValue(parser, type);
        }
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long length = parser.currentLocation().getByteOffset() - start;
        if (start < 0 || length > LARGEST_VALUE) {
            throw mismatch("a value of at most %d bytes in UTF-8".formatted(LARGEST_VALUE));
        }
        return MAPPER.readValue(json, (int) start, (int) length, type);
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** @throws IOException when something follows the document's value */
    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw mismatch("the end");
        }
    }

    private IOException mismatch(String expected) {
        return MismatchedInputException.from(
                parser, Object.class, "expected %s, found %s".formatted(expected, parser.currentToken()));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
