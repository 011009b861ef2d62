package io.jenkins.plugins.autodeploy.jenkins.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.CompletedScan;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A scan in whose texts is hidden what the build log hides: a directory or an image may be named by a secret. Only texts change, so that the documents stay what they are. */
final class MaskedScan {
    private final LogMask mask;

    MaskedScan(LogMask mask) {
        this.mask = mask;
    }

    CompletedScan of(CompletedScan scan) throws IOException {
        if (mask == LogMask.NONE) {
            return scan;
        }
        List<ScanDocument> documents = new ArrayList<>();
        for (ScanDocument document : scan.documents()) {
            String json = masked(new String(document.content(), StandardCharsets.UTF_8));
            documents.add(new ScanDocument(document.name(), json.getBytes(StandardCharsets.UTF_8)));
        }
        return new CompletedScan(Json.read(masked(Json.write(scan.report())), ScanReport.class), documents);
    }

    private String masked(String json) throws IOException {
        return Json.write(masked(Json.readTree(json)));
    }

    private JsonNode masked(JsonNode node) {
        if (node instanceof TextNode text) {
            return TextNode.valueOf(text.textValue().lines().map(mask::apply).collect(Collectors.joining("\n")));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                property.setValue(masked(property.getValue()));
            }
        }
        return node;
    }
}
