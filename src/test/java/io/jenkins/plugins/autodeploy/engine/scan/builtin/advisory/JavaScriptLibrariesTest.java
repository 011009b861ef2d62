package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the repository that retire.js published in 2022, on libraries as they were released, and by small ones for what is odd. */
class JavaScriptLibrariesTest {
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "jquery/1.8.3/jquery.js, jquery, 1.8.3",
        "jquery/1.8.3/jquery.min.js, jquery, 1.8.3",
        "bootstrap/3.3.5/js/bootstrap.js, bootstrap, 3.3.5",
        "bootstrap/3.3.5/js/bootstrap.min.js, bootstrap, 3.3.5"
    })
    void releasedLibrariesAreKnownByTheirContentUnderAnyName(String file, String library, String version)
            throws Exception {
        String content = new String(resource(WEBJARS + file), StandardCharsets.UTF_8);

        assertThat(real().identify("static/vendor/all.js", content))
                .containsExactly(SoftwarePackage.of(
                        "JavaScript",
                        library,
                        version,
                        "pkg:generic/%s@%s".formatted(library, version),
                        "static/vendor/all.js"));
    }

    @Test
    void whatIsKnownAgainstAnOldJqueryIsFoundEachOnce() throws Exception {
        List<Finding> findings = findings(real(), "web/jquery-1.8.3.min.js", "");

        assertThat(findings)
                .extracting(Finding::id)
                .containsExactlyInAnyOrder(
                        "CVE-2012-6708", "CVE-2015-9251", "CVE-2019-11358", "CVE-2020-11022", "CVE-2020-11023");
        Finding prototype = findings.stream()
                .filter(finding -> finding.id().equals("CVE-2019-11358"))
                .findFirst()
                .orElseThrow();
        assertThat(prototype.fixed()).isEqualTo("3.4.0");
        assertThat(prototype.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(prototype.severitySource()).isEqualTo("retire.js");
        assertThat(prototype.link()).isEqualTo("https://blog.jquery.com/2019/04/10/jquery-3-4-0-released/");
        assertThat(prototype.location()).isEqualTo("web/jquery-1.8.3.min.js");
        assertThat(prototype.packageName()).isEqualTo("jquery");
    }

    @Test
    void aCurrentLibraryHasNoFindings() throws Exception {
        assertThat(real().identify("jquery-3.7.1.js", "")).hasSize(1);
        assertThat(findings(real(), "jquery-3.7.1.js", "")).isEmpty();
    }

    @Test
    void everyPatternOfTheRealRepositoryIsUsed() throws Exception {
        assertThat(real().remarks()).isEmpty();
    }

    @Test
    void aLibraryIsKnownByItsPathItsNameAndItsHash() throws Exception {
        JavaScriptLibraries libraries = small("""
                "uri": ["/(§§version§§)/lib(\\\\.min)?\\\\.js"], "filename": ["lib-(§§version§§)\\\\.js"],
                "hashes": {"a9993e364706816aba3e25717850c26c9cd0d89d": "0.3.0"}""");

        assertThat(versions(libraries, "cdn/1.2.3/lib.min.js", "")).containsExactly("1.2.3");
        assertThat(versions(libraries, "1.2.3/lib.js", "")).containsExactly("1.2.3");
        assertThat(versions(libraries, "x/lib-1.0.min.js", "")).containsExactly("1.0");
        assertThat(versions(libraries, "x/my-lib-1.0.js", "")).isEmpty();
        assertThat(versions(libraries, "x.js", "abc")).containsExactly("0.3.0");
    }

    @Test
    void onlyScriptsAreLookedAt() throws Exception {
        JavaScriptLibraries libraries = small("\"filecontent\": [\"Lib v(§§version§§)\"]");

        assertThat(versions(libraries, "a.mjs", "/* Lib v1.0.0 */")).containsExactly("1.0.0");
        assertThat(versions(libraries, "a.md", "/* Lib v1.0.0 */")).isEmpty();
    }

    @Test
    void functionsThatWouldRunTheLibraryAreIgnored() throws Exception {
        assertThat(versions(small("\"func\": [\"lib.version\"]"), "lib.js", "lib.version = '1.0.0'"))
                .isEmpty();
    }

    @Test
    void rangesHaveBothEndsAndExceptions() throws Exception {
        JavaScriptLibraries libraries = small("\"filecontent\": [\"Lib v(§§version§§)\"]");

        assertThat(findings(libraries, "a.js", "Lib v0.9.9")).isEmpty();
        assertThat(findings(libraries, "a.js", "Lib v1.0.0")).hasSize(3);
        assertThat(findings(libraries, "a.js", "Lib v1.5.0-beta.1")).hasSize(3);
        assertThat(findings(libraries, "a.js", "Lib v1.4.1")).isEmpty();
        assertThat(findings(libraries, "a.js", "Lib v1.5.0")).isEmpty();
    }

    @Test
    void eachVulnerabilityHasItsIdAndOneWithoutHasOneThatStays() throws Exception {
        List<Finding> findings = findings(small("\"filecontent\": [\"Lib v(§§version§§)\"]"), "a.js", "Lib v1.0.0");

        assertThat(findings).extracting(Finding::id).containsExactly("CVE-2020-1", "CVE-2020-2", "retire-lib-issue-17");
        assertThat(findings.get(0).aliases()).containsExactly("GHSA-aaaa-bbbb-cccc");
        assertThat(findings.get(0).packageUrl()).isEqualTo("pkg:npm/%40acme/lib@1.0.0");
        assertThat(findings.get(2).severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(findings.get(2).link()).isNull();
    }

    @Test
    void aPatternThatNeverEndsIsStoppedAndSaysOnWhichFile() throws Exception {
        JavaScriptLibraries libraries = small("\"filecontent\": [\"(§§version§§)(x+x+)+y\"]");

        assertThatThrownBy(() -> libraries.identify("evil.js", "1.0" + "x".repeat(5_000) + " y"))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining("evil.js")
                .hasMessageContaining("lib");
    }

    @Test
    void aPatternThatGoesTooDeepIsStoppedToo() throws Exception {
        JavaScriptLibraries libraries = small("\"filecontent\": [\"(§§version§§)(A|B)*c\"]");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        long smallStack = 256 << 10;
        Thread thread = new Thread(
                null,
                () -> thrown.set(
                        catchThrowable(() -> libraries.identify("deep.js", "1.0" + "AB".repeat(100_000) + " c"))),
                "small stack",
                smallStack);
        thread.start();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(AdvisoriesUnusableException.class).hasMessageContaining("deep.js");
    }

    @Test
    void anInterruptedThreadStops() throws Exception {
        JavaScriptLibraries libraries = small("\"filecontent\": [\"(§§version§§)(x+x+)+y\"]");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> libraries.identify("evil.js", "1.0" + "x".repeat(5_000) + " y"))
                    .isInstanceOf(InterruptedIOException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aPatternThatCannotBeReadIsRemarked() throws Exception {
        assertThat(small("\"filecontent\": [\"(§§version§§\", \"Lib (§§version§§)\"]")
                        .remarks())
                .singleElement()
                .asString()
                .startsWith("1 patterns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"lib\": {\"vulnerabilities\": [{\"atOrAbove\": \"1\"}]}}"})
    void whatIsNoRepositoryFails(String content) throws Exception {
        Path file = Files.writeString(directory.resolve(JavaScriptLibraries.FILE), content);

        assertThatThrownBy(() -> JavaScriptLibraries.load(file))
                .isInstanceOf(AdvisoriesUnusableException.class)
                .hasMessageContaining(JavaScriptLibraries.FILE);
    }

    private JavaScriptLibraries real() throws Exception {
        return JavaScriptLibraries.load(
                Files.write(directory.resolve(JavaScriptLibraries.FILE), resource("/retirejs_repository.json")));
    }

    /** Knows one library by some extractors, and three vulnerabilities of it. */
    private JavaScriptLibraries small(String extractors) throws Exception {
        return JavaScriptLibraries.load(
                Files.writeString(directory.resolve(JavaScriptLibraries.FILE), """
                {"lib": {"npmname": "@acme/lib", "extractors": {%s}, "vulnerabilities": [
                  {"atOrAbove": "1.0.0", "below": "1.5.0", "excludes": ["1.4.1"], "severity": "high",
                   "identifiers": {"CVE": ["CVE-2020-1", "CVE-2020-2"], "githubID": "GHSA-aaaa-bbbb-cccc", "summary": "s"},
                   "info": ["https://example.org/1"]},
                  {"atOrAbove": "1.0.0", "below": "1.5.0", "excludes": ["1.4.1"], "identifiers": {"issue": 17},
                   "info": ["javascript:alert(1)"]}]}}""".formatted(extractors)));
    }

    private static List<String> versions(JavaScriptLibraries libraries, String path, String text) throws Exception {
        return libraries.identify(path, text).stream()
                .map(SoftwarePackage::version)
                .toList();
    }

    private static List<Finding> findings(JavaScriptLibraries libraries, String path, String text) throws Exception {
        return libraries.findings(libraries.identify(path, text));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = JavaScriptLibrariesTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
