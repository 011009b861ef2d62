package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.autodeploy.parts.GitleaksProgram;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in search beside the real gitleaks with its own rules, on the same files. */
@RequiresParts(Part.GITLEAKS)
class GitleaksComparisonIT {
    private static final long SEED = 77;

    @TempDir
    Path directory;

    @Test
    void findsWhatGitleaksFindsAndMoreAndIsMistakenLess() throws Exception {
        List<SecretCase> secrets = SecretCorpus.withSecrets(SEED);
        List<SecretCase> others = SecretCorpus.withoutSecrets(SEED);
        Set<SecretCase> foundByGitleaks =
                foundByGitleaks(Stream.concat(secrets.stream(), others.stream()).toList());

        SecretMeasure builtIn = SecretMeasure.of(secrets, others, SecretMeasure::finds);
        SecretMeasure gitleaks = SecretMeasure.of(secrets, others, foundByGitleaks::contains);
        List<String> onlyGitleaks = builtIn.missed().stream()
                .filter(foundByGitleaks::contains)
                .map(SecretCase::what)
                .toList();

        System.out.printf(
                "Of %d secrets the built-in search finds %d, gitleaks %d; of %d others it is mistaken in %d, gitleaks in %d; found by gitleaks alone: %s%n",
                secrets.size(),
                builtIn.found(),
                gitleaks.found(),
                others.size(),
                builtIn.mistaken().size(),
                gitleaks.mistaken().size(),
                onlyGitleaks);
        assertThat(gitleaks.found()).isGreaterThan(secrets.size() / 4);
        assertThat(builtIn.found()).isGreaterThanOrEqualTo(gitleaks.found());
        assertThat(builtIn.mistaken())
                .hasSizeLessThanOrEqualTo(gitleaks.mistaken().size());
        assertThat(onlyGitleaks).hasSizeLessThanOrEqualTo(secrets.size() / 50);
    }

    /** The cases in whose file gitleaks finds anything; each has a directory of its own. */
    private Set<SecretCase> foundByGitleaks(List<SecretCase> cases) throws IOException, InterruptedException {
        Path sources = directory.resolve("sources");
        for (int i = 0; i < cases.size(); i++) {
            Path file =
                    sources.resolve(Integer.toString(i)).resolve(cases.get(i).file());
            Files.createDirectories(file.getParent());
            Files.writeString(file, cases.get(i).text());
        }
        Set<SecretCase> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (JsonNode finding : report(sources)) {
            Path file = sources.relativize(sources.resolve(finding.path("File").asText()));
            found.add(cases.get(Integer.parseInt(file.getName(0).toString())));
        }
        return found;
    }

    private JsonNode report(Path sources) throws IOException, InterruptedException {
        Path report = directory.resolve("report.json");
        Process gitleaks = new ProcessBuilder(
                        GitleaksProgram.path().toString(),
                        "detect",
                        "--no-git",
                        "--no-banner",
                        "--redact",
                        "--exit-code",
                        "0",
                        "--source",
                        sources.toString(),
                        "--report-path",
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            assertThat(gitleaks.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            gitleaks.destroyForcibly();
        }
        assertThat(gitleaks.exitValue())
                .as("its log: %s", Files.readString(directory.resolve("log")))
                .isZero();
        return new ObjectMapper().readTree(report.toFile());
    }
}
