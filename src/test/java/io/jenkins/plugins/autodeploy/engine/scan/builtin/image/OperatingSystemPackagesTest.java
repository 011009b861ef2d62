package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatingSystemPackagesTest {
    private static final String DEBIAN =
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n";
    private static final String STATUS = """
            Package: libc6
            Status: install ok installed
            Architecture: amd64
            Source: glibc
            Version: 2.36-9+deb12u9
            Description: GNU C Library
             Contains the standard libraries
             Package: not-a-package

            Package: passwd
            Status: hold ok installed
            Architecture: amd64
            Source: shadow (1:4.13+dfsg1-1)
            Version: 1:4.13+dfsg1-1+b1

            Package: removed
            Status: deinstall ok config-files
            Version: 1.0
            """;

    private final OperatingSystemPackages system = new OperatingSystemPackages();
    private final Set<LayerFile> remaining = new HashSet<>();
    private int number;

    @Test
    void readsWhatDpkgInstalledWithItsSource() {
        add("etc/os-release", DEBIAN, "base");
        add("var/lib/dpkg/status", STATUS, "base");

        assertThat(system.packages(remaining))
                .containsExactly(
                        SoftwarePackage.of(
                                        "Debian:12",
                                        "libc6",
                                        "2.36-9+deb12u9",
                                        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u9?arch=amd64&distro=debian-12",
                                        "var/lib/dpkg/status")
                                .withSource("glibc", null)
                                .withLayer("base"),
                        SoftwarePackage.of(
                                        "Debian:12",
                                        "passwd",
                                        "1:4.13+dfsg1-1+b1",
                                        "pkg:deb/debian/passwd@1%3A4.13%2Bdfsg1-1%2Bb1?arch=amd64&distro=debian-12",
                                        "var/lib/dpkg/status")
                                .withSource("shadow", "1:4.13+dfsg1-1")
                                .withLayer("base"));
        assertThat(system.complete(remaining)).isTrue();
    }

    @Test
    void readsThePackagesOfAnImageThatWasMadeWithoutDpkg() {
        add("usr/lib/os-release", DEBIAN, "base");
        add("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a-0\nArchitecture: all\n", "base");

        assertThat(OperatingSystemPackages.largest("var/lib/dpkg/status.d/tzdata.md5sums"))
                .isZero();
        assertThat(system.packages(remaining)).extracting(SoftwarePackage::name).containsExactly("tzdata");
    }

    @Test
    void readsWhatApkInstalled() {
        add("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n", "base");
        add(
                "lib/apk/db/installed",
                "C:Q1abc=\nP:ssl_client\nV:1.36.1-r29\nA:x86_64\nL:GPL-2.0-only\no:busybox\nF:usr\nF:usr/bin\nR:ssl_client\n\nP:musl\nV:1.2.5-r0\n",
                "base");

        assertThat(system.packages(remaining))
                .containsExactly(
                        SoftwarePackage.of(
                                        "Alpine:v3.20",
                                        "ssl_client",
                                        "1.36.1-r29",
                                        "pkg:apk/alpine/ssl_client@1.36.1-r29?arch=x86_64&distro=alpine-3.20.3",
                                        "lib/apk/db/installed")
                                .withSource("busybox", null)
                                .withLicense("GPL-2.0-only")
                                .withLayer("base"),
                        SoftwarePackage.of(
                                        "Alpine:v3.20",
                                        "musl",
                                        "1.2.5-r0",
                                        "pkg:apk/alpine/musl@1.2.5-r0?distro=alpine-3.20.3",
                                        "lib/apk/db/installed")
                                .withSource("musl", null)
                                .withLayer("base"));
    }

    @Test
    void tellsWhichLayerBroughtAPackageInItsVersion() {
        add("var/lib/dpkg/status", "Package: a\nVersion: 1\n\nPackage: b\nVersion: 1\n", "base");
        remaining.clear();
        add("var/lib/dpkg/status", "Package: a\nVersion: 1\n\nPackage: b\nVersion: 2\n", "upgrade");

        assertThat(system.packages(remaining))
                .extracting(found -> found.name() + " " + found.version() + " " + found.layer())
                .containsExactly("a 1 base", "b 2 upgrade");
    }

    @Test
    void knowsNoPackageOfADatabaseThatALaterLayerDeleted() {
        add("var/lib/dpkg/status", STATUS, "base");
        remaining.clear();

        assertThat(system.packages(remaining)).isEmpty();
    }

    @Test
    void saysThatPackagesAreMissingWhereRpmOrALargeDatabaseHasThem() {
        add("var/lib/rpm/rpmdb.sqlite", "SQLite format 3", "base");
        LayerFile large = new LayerFile(99, "var/lib/dpkg/status", "base");
        system.addUnread(large);
        remaining.add(large);

        assertThat(system.complete(remaining)).isFalse();
        assertThat(system.remarks(remaining))
                .containsExactly(
                        "RPM packages are not read by the built-in checks: use Trivy or Grype for what the distribution installed",
                        "var/lib/dpkg/status is too large to be read, so the distribution's packages are not known");
        assertThat(system.complete(Set.of())).isTrue();
    }

    @Test
    void takesNoHostileTextForAPackage() {
        add("etc/os-release", "ID=../../<b>\nVERSION_ID=\"$(reboot)\"\n", "base");
        add(
                "var/lib/dpkg/status",
                "Package: <script>\nVersion: 1\n\nPackage: a\nVersion: 1 2\n\nPackage: good\nVersion: 1\nSource: \u001b[31m\n\nPackage: fine\nVersion: 1\n",
                "base");

        assertThat(system.packages(remaining))
                .extracting(SoftwarePackage::packageUrl)
                .containsExactly("pkg:deb/linux/fine@1?distro=linux");
        assertThat(system.remarks(remaining))
                .containsExactly("var/lib/dpkg/status has 3 entries that name no package as they should");
    }

    @Test
    void namesReleasesAsOsvDoes() {
        assertThat(ecosystem("ID=ubuntu\nVERSION_ID=\"22.04\"\nVERSION=\"22.04.4 LTS (Jammy Jellyfish)\"\n"))
                .isEqualTo("Ubuntu:22.04:LTS");
        assertThat(ecosystem("ID=ubuntu\nVERSION_ID=\"24.10\"\nVERSION=\"24.10 (Oracular Oriole)\"\n"))
                .isEqualTo("Ubuntu:24.10");
        assertThat(ecosystem("ID=debian\nVERSION_CODENAME=trixie\n")).isEqualTo("Debian");
        assertThat(ecosystem("ID='alpine'\nVERSION_ID=3.21_alpha20240807\n")).isEqualTo("Alpine:v3.21");
        assertThat(ecosystem("ID=wolfi\nVERSION_ID=\"20230201\"\n")).isEqualTo("Wolfi");
        assertThat(ecosystem("ID=raspbian\nVERSION_ID=\"12\"\n")).isEqualTo("raspbian");
        assertThat(ecosystem("\u0000\n=\n")).isEqualTo("linux");
    }

    private static String ecosystem(String release) {
        return OperatingSystemRelease.parse(release.getBytes(StandardCharsets.UTF_8))
                .ecosystem();
    }

    private void add(String path, String content, String layer) {
        LayerFile file = new LayerFile(number++, path, layer);
        remaining.add(file);
        system.add(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
