package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import io.jenkins.plugins.autodeploy.parts.DebianSecuritySuite;
import io.jenkins.plugins.autodeploy.parts.DebianSecuritySuite.Update;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's security suite as OSV's export, and what dpkg itself says of the same versions. */
@RequiresParts(Part.DEBIAN_SECURITY)
class DebianAdvisoriesIT {
    private static final String ECOSYSTEM = "Debian:12";

    @TempDir
    Path directory;

    private final List<Update> updates = List.copyOf(DebianSecuritySuite.updates());

    @BeforeEach
    void export() throws Exception {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            Update update = updates.get(i);
            entries.add(DebianAdvisories.advisory("DSA-" + i, "12", update.source(), update.version()));
        }
        OsvZip.write(directory.resolve("Debian/all.zip"), entries);
    }

    @Test
    void whatIsInstalledHereIsVulnerableWhereDpkgSaysThatAnUpdateIsNewer() throws Exception {
        List<SoftwarePackage> installed = DebianSecuritySuite.run(
                        "dpkg-query",
                        "-W",
                        "-f",
                        "${binary:Package}\t${Version}\t${source:Package}\t${source:Version}\n")
                .stream()
                .map(line -> line.split("\t"))
                .map(fields -> SoftwarePackage.of(
                                ECOSYSTEM, fields[0], fields[1], "pkg:deb/debian/x", "var/lib/dpkg/status")
                        .withSource(fields[2], fields[3]))
                .toList();
        Set<String> expected = new TreeSet<>();
        for (SoftwarePackage each : installed) {
            for (Update update : updates) {
                if (update.source().equals(each.source()) && isBelow(each.sourceVersion(), update.version())) {
                    expected.add(each.name() + " " + update.version());
                }
            }
        }

        assertThat(installed).hasSizeGreaterThan(50);
        assertThat(found(installed)).isEqualTo(expected);
    }

    @Test
    void anUpdateFixesWhatIsBelowItAndIsNotVulnerableItself() throws Exception {
        List<SoftwarePackage> fixed = new ArrayList<>();
        List<SoftwarePackage> below = new ArrayList<>();
        for (Update update : updates) {
            fixed.add(of(update.source(), update.version()));
            below.add(of(update.source(), update.version() + "~"));
        }
        Set<String> sources = new TreeSet<>();
        updates.forEach(update -> sources.add(update.source() + " " + update.version()));

        assertThat(updates).hasSizeGreaterThan(100);
        assertThat(found(below)).containsAll(sources);
        assertThat(new OsvDatabase(directory).look(fixed, Set.of()).findings())
                .noneMatch(finding -> finding.installed().equals(finding.fixed()));
    }

    private Set<String> found(List<SoftwarePackage> packages) throws Exception {
        Set<String> found = new TreeSet<>();
        for (Finding finding :
                new OsvDatabase(directory).look(packages, Set.of()).findings()) {
            found.add(finding.packageName() + " " + finding.fixed());
        }
        return found;
    }

    private static SoftwarePackage of(String name, String version) {
        return SoftwarePackage.of(ECOSYSTEM, name, version, "pkg:deb/debian/x", "var/lib/dpkg/status");
    }

    private static boolean isBelow(String version, String other) throws Exception {
        return new ProcessBuilder("dpkg", "--compare-versions", version, "lt", other)
                        .start()
                        .waitFor()
                == 0;
    }
}
