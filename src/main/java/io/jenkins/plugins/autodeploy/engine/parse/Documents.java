package io.jenkins.plugins.autodeploy.engine.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Parses text that may have been made to harm: nesting is bounded, nothing outside the text is read, and YAML aliases are not expanded. */
public final class Documents {
    private static final int DEEPEST_NESTING = 100;

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build();
    private static final ObjectReader YAML =
            new YAMLMapper(YAMLFactory.builder().streamReadConstraints(LIMITS).build()).readerFor(JsonNode.class);
    private static final ObjectReader JSON_WITH_COMMENTS = new JsonMapper(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .readerFor(JsonNode.class)
            .withFeatures(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA);
    private static final ObjectReader TOML =
            new TomlMapper(TomlFactory.builder().streamReadConstraints(LIMITS).build()).readerFor(JsonNode.class);

    private Documents() {}

    /** A text that is not in the format it should be in; the message is a clause that tells nothing of the text: "it is not valid JSON, see line 3". */
    public static final class NotReadable extends Exception {
        private static final long serialVersionUID = 1L;

        NotReadable(String format, int line, Exception cause) {
            super("it is not valid %s%s".formatted(format, line > 0 ? ", see line " + line : ""), cause);
        }
    }

    public static JsonNode json(String text) throws NotReadable {
        try {
            return Json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NotReadable("JSON", line(e), e);
        }
    }

    /** The documents of a YAML text. */
    public static List<JsonNode> yaml(String text) throws NotReadable {
        try (MappingIterator<JsonNode> documents = YAML.readValues(text)) {
            return documents.readAll();
        } catch (JsonProcessingException e) {
            throw new NotReadable("YAML", line(e), e);
        } catch (IOException | RuntimeException e) {
            // SnakeYAML's own exceptions are not checked.
            throw new NotReadable("YAML", 0, e);
        }
    }

    /** JSON with comments and commas at the ends of lists, as several tools write their configuration. */
    public static JsonNode jsonWithComments(String text) throws NotReadable {
        try {
            return JSON_WITH_COMMENTS.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NotReadable("JSON", line(e), e);
        }
    }

    public static JsonNode toml(String text) throws NotReadable {
        try {
            return TOML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NotReadable("TOML", line(e), e);
        }
    }

    /** The root element; a document type declaration is refused, and with it all entities but XML's own. */
    public static Element xml(String text) throws NotReadable {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (SAXException e) {
            int line = e instanceof org.xml.sax.SAXParseException at ? at.getLineNumber() : 0;
            throw new NotReadable("XML", line, e);
        } catch (IOException | ParserConfigurationException e) {
            throw new NotReadable("XML", 0, e);
        }
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }
}
