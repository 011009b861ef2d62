package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import io.jenkins.plugins.autodeploy.parts.TrivyProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in checks and the real Trivy look at the same faulty files. */
@RequiresParts(Part.TRIVY)
class ConfigurationFilesIT {
    /** What Trivy rates high without being a fault of security: the size of the image, or a build that would fail. */
    private static final Set<String> NOT_ABOUT_SECURITY = Set.of("DS025", "DS029");

    /** Which of our rules stand for Trivy's; any of them in the file will do. */
    private static final Map<String, Set<String>> OURS = Map.ofEntries(
            Map.entry("DS002", Set.of("dockerfile-root-user")),
            Map.entry("DS008", Set.of("dockerfile-port-out-of-range")),
            Map.entry("DS009", Set.of("dockerfile-relative-workdir")),
            Map.entry("DS010", Set.of("dockerfile-sudo")),
            Map.entry("DS024", Set.of("dockerfile-dist-upgrade")),
            Map.entry("KSV005", Set.of("kubernetes-dangerous-capability")),
            Map.entry("KSV006", Set.of("kubernetes-engine-socket")),
            Map.entry("KSV008", Set.of("kubernetes-host-ipc")),
            Map.entry("KSV009", Set.of("kubernetes-host-network")),
            Map.entry("KSV010", Set.of("kubernetes-host-pid")),
            Map.entry("KSV017", Set.of("kubernetes-privileged")),
            Map.entry("KSV024", Set.of("kubernetes-host-port")),
            Map.entry("KSV041", Set.of("kubernetes-role-secrets", "kubernetes-role-everything")),
            Map.entry("KSV044", Set.of("kubernetes-role-everything")),
            Map.entry("KSV045", Set.of("kubernetes-role-wildcard", "kubernetes-role-everything")),
            Map.entry("KSV046", Set.of("kubernetes-role-wildcard", "kubernetes-role-everything")),
            Map.entry("KSV047", Set.of("kubernetes-role-exec")),
            Map.entry("KSV048", Set.of("kubernetes-role-workloads")),
            Map.entry("KSV050", Set.of("kubernetes-role-escalation")),
            Map.entry("KSV053", Set.of("kubernetes-role-exec")),
            Map.entry("KSV056", Set.of("kubernetes-role-traffic")),
            Map.entry("KSV102", Set.of("kubernetes-tiller")),
            Map.entry("KSV114", Set.of("kubernetes-role-admission")));

    @TempDir
    private Path directory;

    @Test
    void findsWhatTrivyRatesHighOrCritical() throws Exception {
        Map<String, String> corpus = corpus();
        for (Map.Entry<String, String> file : corpus.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        Set<String> seen = new TreeSet<>();
        List<String> missed = new ArrayList<>();
        for (JsonNode result : trivy().path("Results")) {
            String file = result.path("Target").asText();
            Set<String> ours = new TreeSet<>();
            ConfigurationFiles.check(file, corpus.get(file)).stream()
                    .map(Finding::id)
                    .forEach(ours::add);
            for (JsonNode fault : result.path("Misconfigurations")) {
                String id = fault.path("ID").asText();
                if (Set.of("HIGH", "CRITICAL").contains(fault.path("Severity").asText())
                        && !NOT_ABOUT_SECURITY.contains(id)) {
                    seen.add(id);
                    if (OURS.getOrDefault(id, Set.of()).stream().noneMatch(ours::contains)) {
                        missed.add(
                                "%s %s in %s".formatted(id, fault.path("Title").asText(), file));
                    }
                }
            }
        }

        assertThat(missed).isEmpty();
        assertThat(seen).hasSizeGreaterThan(20);
    }

    /** The faulty files of every rule's cases, by their paths. */
    private static Map<String, String> corpus() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (RuleCase example : RuleCase.all()) {
            for (int i = 0; i < example.faulty().size(); i++) {
                files.put(
                        "%s-%d/%s".formatted(example.rule(), i, example.file()),
                        example.faulty().get(i));
            }
        }
        return files;
    }

    private JsonNode trivy() throws IOException, InterruptedException {
        Path report = directory.resolve("report.json");
        Process trivy = new ProcessBuilder(
                        TrivyProgram.path().toString(),
                        "config",
                        "--quiet",
                        "--skip-policy-update",
                        "--format=json",
                        "--output=" + report,
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(trivy.getInputStream().readAllBytes());
        assertThat(trivy.waitFor()).as(output).isZero();
        return Json.readTree(Files.readString(report));
    }
}
