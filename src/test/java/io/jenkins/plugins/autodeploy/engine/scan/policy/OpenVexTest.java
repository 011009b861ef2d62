package io.jenkins.plugins.autodeploy.engine.scan.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenVexTest {
    private static final String PATH = "shop.vex.json";

    @TempDir
    Path project;

    private DirectoryWorkspace workspace;

    @BeforeEach
    void openWorkspace() throws IOException {
        workspace = new DirectoryWorkspace(project);
    }

    @Test
    void readsADocumentOfVersion020WithTheNewestStatementFirst() throws Exception {
        assertThat(read("""
                {
                  "@context": "https://openvex.dev/ns/v0.2.0",
                  "@id": "https://example.com/vex-1",
                  "author": "Shop team",
                  "timestamp": "2026-01-08T18:02:03.647787998-06:00",
                  "version": 1,
                  "statements": [
                    {
                      "vulnerability": {"name": "CVE-2023-12345", "aliases": ["GHSA-aaaa"]},
                      "products": [
                        {"@id": "pkg:oci/shop", "subcomponents": [{"@id": "pkg:npm/lodash@4.17.20"}]},
                        {"@id": "urn:x", "identifiers": {"purl": "pkg:maven/org.example/lib@1.0"}}
                      ],
                      "status": "not_affected",
                      "justification": "vulnerable_code_not_in_execute_path"
                    },
                    {
                      "timestamp": "2026-03-01T00:00:00Z",
                      "vulnerability": {"name": "CVE-2023-12345"},
                      "status": "affected",
                      "action_statement": "upgrade"
                    }
                  ]
                }
                """))
                .containsExactly(
                        new VexStatement(
                                List.of("CVE-2023-12345"),
                                List.of(),
                                VexStatus.AFFECTED,
                                null,
                                "Shop team",
                                Instant.parse("2026-03-01T00:00:00Z")),
                        new VexStatement(
                                List.of("CVE-2023-12345", "GHSA-aaaa"),
                                List.of(
                                        new VexProduct("pkg:oci/shop", List.of("pkg:npm/lodash@4.17.20")),
                                        new VexProduct("pkg:maven/org.example/lib@1.0", List.of())),
                                VexStatus.NOT_AFFECTED,
                                "vulnerable_code_not_in_execute_path",
                                "Shop team",
                                Instant.parse("2026-01-09T00:02:03.647787998Z")));
    }

    @Test
    void readsTheFormOfVersion001() throws Exception {
        assertThat(read("""
                {
                  "@context": "https://openvex.dev/ns",
                  "author": "ann",
                  "timestamp": "2023-01-08T18:02:03Z",
                  "statements": [
                    {"vulnerability": "CVE-1", "products": ["pkg:apk/wolfi/git@2.39.0-r1?arch=x86_64"], "status": "fixed"}
                  ]
                }
                """)).singleElement().satisfies(statement -> {
            assertThat(statement.ids()).containsExactly("CVE-1");
            assertThat(statement.products())
                    .containsExactly(new VexProduct("pkg:apk/wolfi/git@2.39.0-r1?arch=x86_64", List.of()));
            assertThat(statement.status()).isEqualTo(VexStatus.FIXED);
        });
    }

    /** A statement that names products in a way that is not understood is not one about all of them. */
    @Test
    void takesAProductWithoutAPurlForNoneThatWasScanned() throws Exception {
        Finding finding = Finding.of(FindingKind.VULNERABILITY, "CVE-1", Severity.HIGH, "bad")
                .withPackage("lodash", "pkg:npm/lodash@4.17.20", "4.17.20", null);
        List<VexStatement> statements = read("""
                {
                  "@context": "https://openvex.dev/ns/v0.2.0",
                  "statements": [
                    {"vulnerability": {"name": "CVE-1"}, "status": "fixed",
                     "products": [{"identifiers": {"cpe23": "cpe:2.3:a:other:thing:1.0:*:*:*:*:*:*:*"}}]},
                    {"vulnerability": {"name": "CVE-1"}, "status": "fixed",
                     "products": [{"@id": "pkg:npm/lodash", "subcomponents": [{"hashes": {"md5": "11"}}]}]}
                  ]
                }
                """);

        assertThat(statements).hasSize(2).noneMatch(one -> one.isAbout(finding, new ScanTarget(null, ".")));
    }

    @Test
    void readsJsonThatIsIndentedByTabs() throws Exception {
        assertThat(read("{\n\t\"@context\": \"https://openvex.dev/ns/v0.2.0\",\n\t\"statements\": []\n}\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | an OpenVEX document",
                "[] | a YAML mapping",
                "{\"@context\": \"https://openvex.dev/ns/v0.2.0\"} | an OpenVEX document",
                "{\"@context\": \"openvex\", \"statements\": [{\"status\": \"fixed\"}]} | the name of a vulnerability in statement 1",
                "{\"@context\": \"openvex\", \"statements\": [{\"vulnerability\": \"A\", \"status\": \"fine\"}]} | a status of not_affected",
                "{\"@context\": \"openvex\", \"statements\": [{\"vulnerability\": \"A\", \"status\": \"not_affected\"}]} | a justification",
                "{\"@context\": \"openvex\", \"statements\": [{\"vulnerability\": \"A\", \"status\": \"fixed\", \"timestamp\": \"today\"}]} | a time such as",
            })
    void namesWhatIsWrong(String document, String expected) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("vexFiles: 'shop.vex.json' is not valid")
                .hasMessageContaining(expected);
    }

    @Test
    void refusesADocumentThatIsNotThere() {
        assertThatThrownBy(() -> OpenVex.read(workspace, "none.json"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("an OpenVEX document in the workspace");
    }

    private List<VexStatement> read(String document) throws Exception {
        workspace.write(PATH, document.getBytes(UTF_8));
        return OpenVex.read(workspace, PATH);
    }
}
