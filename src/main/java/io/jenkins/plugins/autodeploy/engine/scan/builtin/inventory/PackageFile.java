package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.autodeploy.engine.parse.Documents;
import io.jenkins.plugins.autodeploy.engine.parse.YamlLimits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A file that should name packages.
 *
 * @param path within the target, with {@code /}
 */
record PackageFile(String path, byte[] content) {
    /** Bytes that a file may have. */
    static final int LARGEST = 32 << 20;
    /** Bytes that a file may have whose format is read as a whole, which takes many times as much memory. */
    private static final int LARGEST_WHOLE = 8 << 20;

    private static final int DEEPEST_NESTING = 100;
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST_NESTING)
            .maxNameLength(1_000)
            .build();
    /** Field names are not interned: they are the packages of whoever wrote the file. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .streamReadConstraints(LIMITS)
            .loaderOptions(yamlLimits())
            .build());

    private static LoaderOptions yamlLimits() {
        return YamlLimits.withoutAliases(DEEPEST_NESTING, LARGEST);
    }

    String name() {
        return EcosystemFiles.fileName(path);
    }

    /** Goes through JSON, also with comments and commas at the ends of lists, as some tools write their lock files. */
    void json(TokenWalk.Visit visit) throws IOException {
        try (JsonParser parser = JSON.createParser(text())) {
            TokenWalk.start(parser, "JSON", visit);
        }
    }

    /** Goes through the first document of YAML. An alias is its own name: what it stands for is not put in its place. */
    void yaml(TokenWalk.Visit visit) throws IOException {
        try (JsonParser parser = YAML.createParser(text())) {
            TokenWalk.start(parser, "YAML", visit);
        }
    }

    JsonNode toml() throws IOException {
        try {
            return Documents.toml(whole());
        } catch (Documents.NotReadable e) {
            throw new MalformedContentException(e.getMessage());
        }
    }

    Element xml() throws IOException {
        try {
            return Documents.xml(whole());
        } catch (Documents.NotReadable e) {
            throw new MalformedContentException(e.getMessage());
        }
    }

    Stream<String> lines() throws MalformedContentException {
        return text().lines();
    }

    /** UTF-8; or UTF-16 as PowerShell writes it, with the mark that says so. */
    String text() throws MalformedContentException {
        String text = startsWith(0xFF, 0xFE)
                ? decode(2, StandardCharsets.UTF_16LE)
                : startsWith(0xFE, 0xFF)
                        ? decode(2, StandardCharsets.UTF_16BE)
                        : decode(startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            throw new MalformedContentException("it is not text");
        }
        return text;
    }

    private String whole() throws MalformedContentException {
        if (content.length > LARGEST_WHOLE) {
            throw new MalformedContentException("it is larger than %d MB".formatted(LARGEST_WHOLE >> 20));
        }
        return text();
    }

    private String decode(int from, Charset charset) {
        return new String(content, from, content.length - from, charset);
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= content.length || (content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
