package io.jenkins.plugins.autodeploy.engine.scan.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.ScannerRun;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * What a target is made of and which vulnerabilities that has, as CycloneDX 1.6 (ECMA-424, {@code bom-1.6.schema.json}). The same report and packages,
 * in whatever order, give the same bytes: also the serial number follows from the content.
 */
public final class CycloneDxDocument {
    private static final String SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json";
    private static final String SERIAL_NUMBER = "serialNumber";
    private static final String TOOL = "autodeploy";

    private CycloneDxDocument() {}

    /**
     * The document of a scan.
     *
     * @param packages what the target is made of; those that only findings name are added
     */
    public static ScanDocument of(ScanReport report, List<SoftwarePackage> packages) {
        CycloneDxTarget target = CycloneDxTarget.of(report, packages);
        CycloneDxComponents components = CycloneDxComponents.of(packages);
        ArrayNode vulnerabilities = new CycloneDxVulnerabilities(target, components).of(report);

        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", SCHEMA);
        document.put("bomFormat", "CycloneDX");
        document.put("specVersion", "1.6");
        document.put(SERIAL_NUMBER, "");
        document.put("version", 1);
        ObjectNode metadata = document.putObject("metadata");
        metadata.put("timestamp", report.scannedAt().toString());
        metadata.putObject("tools").set("components", tools(report));
        metadata.set("component", target.json());
        document.set("components", components.json());
        ObjectNode needs = document.putArray("dependencies").addObject();
        needs.put("ref", target.reference());
        components.references().forEach(needs.putArray("dependsOn")::add);
        document.set("vulnerabilities", vulnerabilities);

        document.put(SERIAL_NUMBER, "urn:uuid:" + uuid(bytes(document)));
        return new ScanDocument(ScanDocument.SBOM, bytes(document));
    }

    private static ArrayNode tools(ScanReport report) {
        ArrayNode tools = JsonNodeFactory.instance.arrayNode();
        tools.addObject().put("type", "application").put("name", TOOL);
        for (ScannerRun scanner : report.scanners()) {
            ObjectNode tool = tools.addObject().put("type", "application").put("name", scanner.name());
            if (scanner.version() != null) {
                tool.put("version", scanner.version());
            }
        }
        return tools;
    }

    private static byte[] bytes(ObjectNode document) {
        return Json.write(document).getBytes(StandardCharsets.UTF_8);
    }

    /** A UUID of the version that RFC 9562 leaves to whoever makes it. */
    private static UUID uuid(byte[] content) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content));
            long most = hash.getLong() & ~0xF000L | 0x8000L;
            long least = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
            return new UUID(most, least);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
