package io.jenkins.plugins.autodeploy.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.image.WatchedWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScanner;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanResult;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerOptions;
import io.jenkins.plugins.autodeploy.parts.BaseImages;
import io.jenkins.plugins.autodeploy.parts.DebianSecurity;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what the built-in scanner finds in a Debian as it was released with what apt would upgrade from Debian's security suite. */
@Tag("long")
@RequiresParts({Part.DOCKER_ENGINE, Part.BASE_IMAGES})
class DebianSecurityIT {
    private static final String IMAGE = "debian:12-slim";

    @TempDir
    Path project;

    @Test
    void findsThePackagesThatAptWouldUpgradeAndNoOther() throws Exception {
        try (DockerEngine engine = DockerEngine.start()) {
            BaseImages.load(engine, "debian");
            DebianSecurity security = DebianSecurity.of(engine, IMAGE);
            assertThat(security.upgrades()).isNotEmpty();
            security.writeOsvExport(project.resolve("advisories"));

            ScanResult result = scan(engine);

            assertThat(result.checked()).contains(FindingKind.VULNERABILITY);
            assertThat(result.findings().stream()
                            .map(found -> tuple(found.packageName(), found.installed(), found.fixed()))
                            .collect(Collectors.toSet()))
                    .isEqualTo(asAptTellsIt(security));
            for (DebianSecurity.Upgrade upgrade : security.upgrades()) {
                Set<String> found = result.findings().stream()
                        .filter(finding -> upgrade.name().equals(finding.packageName()))
                        .map(Finding::id)
                        .collect(Collectors.toSet());
                assertThat(found).as(upgrade.name()).containsAll(security.ids(upgrade.name()));
            }
        }
    }

    private static Set<Tuple> asAptTellsIt(DebianSecurity security) {
        return security.upgrades().stream()
                .map(upgrade -> tuple(upgrade.name(), upgrade.installed(), upgrade.available()))
                .collect(Collectors.toSet());
    }

    private ScanResult scan(DockerEngine engine) throws Exception {
        ScannerOptions options = new ScannerOptions(null, null, null, null, null, "advisories", false);
        return new BuiltInScanner(
                        order -> BuiltInScan.scan(project, order),
                        options,
                        List.of(),
                        docker(engine),
                        new WatchedWorkspace(project))
                .scan(new ScanTarget(IMAGE, "."), EnumSet.of(FindingKind.VULNERABILITY), Duration.ofMinutes(5));
    }

    private static CommandRunner docker(DockerEngine engine) {
        ProcessCommandRunner processes = new ProcessCommandRunner();
        return (command, out, err) -> {
            List<String> arguments = new ArrayList<>(command.arguments());
            if (!arguments.get(0).equals("docker")) {
                throw new IOException("no such program");
            }
            arguments.set(0, DockerEngine.CLIENT.toString());
            Map<String, String> environment = Map.of("DOCKER_HOST", engine.host());
            return processes.run(new Command(arguments, command.directory(), environment, command.timeout()), out, err);
        };
    }
}
