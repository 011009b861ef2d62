package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * OpenVEX documents, as the OpenVEX specification 0.2.0 has them and 0.0.1 had them, where a vulnerability and a product are plain strings. Of several statements on the same
 * thing the newest holds.
 */
final class OpenVex {
    private static final int LARGEST = 8 << 20;

    private final PolicyText text;

    private OpenVex(String path) {
        text = new PolicyText("vexFiles", path);
    }

    /**
     * The statements of a document, the newest first.
     *
     * @throws InvalidInputException when it is not there, no OpenVEX document, or says of something that it is not affected without saying why
     */
    static List<VexStatement> read(Workspace workspace, String path)
            throws InvalidInputException, InterruptedException {
        OpenVex file = new OpenVex(path);
        JsonNode document = file.text.read(workspace, LARGEST);
        if (document == null) {
            throw file.text.expected("an OpenVEX document in the workspace");
        }
        return file.statements(document);
    }

    private List<VexStatement> statements(JsonNode document) throws InvalidInputException {
        if (!document.path("@context").asText("").contains("openvex")
                || !document.path("statements").isArray()) {
            throw text.expected("an OpenVEX document, with '@context' and 'statements'");
        }
        String author = Objects.requireNonNullElse(text.optional(document, "author"), text.path());
        List<VexStatement> statements = new ArrayList<>();
        for (JsonNode node : document.path("statements")) {
            statements.add(statement(node, document, author, "statement " + (statements.size() + 1)));
        }
        statements.sort(Comparator.comparing(VexStatement::time).reversed());
        return statements;
    }

    private VexStatement statement(JsonNode node, JsonNode document, String author, String where)
            throws InvalidInputException {
        List<String> ids = ids(node.path("vulnerability"));
        if (ids.isEmpty()) {
            throw text.expected("the name of a vulnerability in " + where);
        }
        String name = text.required(node, "status", where).toUpperCase(Locale.ROOT);
        VexStatus status;
        try {
            status = VexStatus.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw text.expected("a status of not_affected, affected, fixed or under_investigation in " + where);
        }
        String why = text.optional(node, "justification");
        String more = text.optional(node, "impact_statement");
        if (status == VexStatus.NOT_AFFECTED && why == null && more == null) {
            throw text.expected("a justification or an impact_statement in " + where);
        }
        return new VexStatement(
                ids, products(node), status, why == null ? more : why, author, time(node, document, where));
    }

    private static List<String> ids(JsonNode vulnerability) {
        List<String> ids = new ArrayList<>();
        add(ids, vulnerability.isTextual() ? vulnerability : vulnerability.path("name"));
        vulnerability.path("aliases").forEach(alias -> add(ids, alias));
        return ids;
    }

    /** Parts stand with their product; in version 0.0.1 beside all products. */
    private static List<VexProduct> products(JsonNode statement) {
        List<String> partsOfAll = identities(statement.path("subcomponents"));
        List<VexProduct> products = new ArrayList<>();
        for (JsonNode product : statement.path("products")) {
            List<String> parts = identities(product.path("subcomponents"));
            products.add(new VexProduct(identity(product), parts.isEmpty() ? partsOfAll : parts));
        }
        if (products.isEmpty() && !partsOfAll.isEmpty()) {
            products.add(new VexProduct(null, partsOfAll));
        }
        return products;
    }

    private static List<String> identities(JsonNode components) {
        List<String> identities = new ArrayList<>();
        for (JsonNode component : components) {
            // One without an identity stays, so that a list of them never looks like none.
            identities.add(Objects.requireNonNullElse(identity(component), ""));
        }
        return identities;
    }

    /** Its purl where it has one; null where there is only a checksum or a name of another kind. */
    @CheckForNull
    private static String identity(JsonNode component) {
        JsonNode purl = component.path("identifiers").path("purl");
        JsonNode id = component.isTextual() ? component : component.path("@id");
        return OutsideText.clean((purl.isMissingNode() ? id : purl).asText(null));
    }

    private static void add(List<String> texts, JsonNode node) {
        String clean = OutsideText.clean(node.asText(null));
        if (clean != null) {
            texts.add(clean);
        }
    }

    private Instant time(JsonNode statement, JsonNode document, String where) throws InvalidInputException {
        String newest = firstText(statement, document);
        try {
            return newest == null ? Instant.EPOCH : OffsetDateTime.parse(newest).toInstant();
        } catch (DateTimeException e) {
            throw text.expected("a time such as 2026-01-31T12:00:00Z in " + where);
        }
    }

    @CheckForNull
    private String firstText(JsonNode statement, JsonNode document) throws InvalidInputException {
        for (JsonNode node : List.of(statement, document)) {
            for (String field : List.of("last_updated", "timestamp")) {
                String value = text.optional(node, field);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }
}
