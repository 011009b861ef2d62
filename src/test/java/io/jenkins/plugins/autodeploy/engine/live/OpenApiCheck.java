package io.jenkins.plugins.autodeploy.engine.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Compares JSON with the part of JSON Schema that our OpenAPI description uses; unlike a validator it refuses what is not described. */
record OpenApiCheck(JsonNode description) {
    void compare(String where, JsonNode given, JsonNode value, List<String> differences) {
        JsonNode schema =
                given.has("$ref") ? description.at(given.path("$ref").asText().substring(1)) : given;
        if (!isOfType(schema.path("type").asText(), value)) {
            differences.add(where + " is no " + schema.path("type") + " but " + value);
        } else if (schema.has("enum") && !schema.path("enum").toString().contains("\"" + value.asText() + "\"")) {
            differences.add(where + " may not be " + value);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                compare(where + "[" + i + "]", schema.path("items"), value.get(i), differences);
            }
        } else if (value.isObject()) {
            compareObject(where, schema, value, differences);
        }
    }

    private void compareObject(String where, JsonNode schema, JsonNode value, List<String> differences) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                differences.add(where + " has no " + required.asText());
            }
        }
        JsonNode more = schema.path("additionalProperties");
        value.properties().forEach(property -> {
            JsonNode known = schema.path("properties").path(property.getKey());
            if (!known.isMissingNode()) {
                compare(where + "." + property.getKey(), known, property.getValue(), differences);
            } else if (more.isObject()) {
                compare(where + "." + property.getKey(), more, property.getValue(), differences);
            } else if (!more.asBoolean()) {
                differences.add(where + "." + property.getKey() + " is not described");
            }
        });
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }
}
