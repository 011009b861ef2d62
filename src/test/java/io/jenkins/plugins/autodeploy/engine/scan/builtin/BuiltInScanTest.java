package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.OsvZip;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.DistributionFiles;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.ImageTar;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.LayerTar;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInScanTest {
    private static final String SECRET = "AWS_KEY=AKIA" + "Q3EGRTQ7XJL5N2ZV\n";

    @TempDir
    Path root;

    @Test
    void tellsFindingsInTheOrderOfPathsAndLines() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = "d%d/f%03d.txt".formatted(i % 7, i);
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), SECRET + "\n" + SECRET);
            expected.add(name + ":1");
            expected.add(name + ":3");
        }
        expected.sort(String::compareTo);

        assertThat(scanTree(List.of()).findings()).extracting(Finding::location).isEqualTo(expected);
    }

    @Test
    void leavesOutWhatIsExcludedLargeOrNotText() throws IOException {
        Files.writeString(root.resolve("a.txt"), SECRET);
        Files.writeString(root.resolve("b.txt"), SECRET);
        Files.writeString(root.resolve("binary"), SECRET + "\0");
        Files.writeString(root.resolve("large"), SECRET.repeat(60_000));
        Files.createSymbolicLink(root.resolve("link"), root.resolve("a.txt"));

        BuiltInResult result = scanTree(List.of("b.*"));

        assertThat(result.findings()).extracting(Finding::location).containsExactly("a.txt:1");
        assertThat(result.remarks()).containsExactly("Read 1 files; left out 2 that are too large or not text");
    }

    @Test
    void doesNotCountVulnerabilitiesAsCheckedWhereALockFileCannotBeRead() throws IOException {
        Path advisories = Files.createDirectory(root.resolve("osv"));
        OsvZip.write(advisories.resolve("npm.zip"), OsvZip.entry("GHSA-1", "npm", "lodash", "0", "4.17.21"));
        Files.writeString(root.resolve("package-lock.json"), "{broken");
        BuiltInOrder order = new BuiltInOrder(
                null, ".", List.of(), EnumSet.allOf(FindingKind.class), "osv", false, Duration.ofMinutes(5));

        assertThat(BuiltInScan.scan(root, order).vulnerabilitiesChecked()).isFalse();

        Files.delete(root.resolve("package-lock.json"));
        BuiltInResult withoutPackages = BuiltInScan.scan(root, order);
        assertThat(withoutPackages.vulnerabilitiesChecked()).isTrue();
        assertThat(withoutPackages.databaseTime()).isNotNull();
    }

    @Test
    void failsWhenItTakesLongerThanItMay() throws IOException {
        Files.writeString(root.resolve("a.txt"), SECRET);
        BuiltInOrder order =
                new BuiltInOrder(null, ".", List.of(), EnumSet.allOf(FindingKind.class), null, false, Duration.ZERO);

        assertThat(BuiltInScan.scan(root, order).failure()).contains("did not end within");
    }

    @Test
    void failsRatherThanToTellOfAPart() throws IOException {
        // Of one file, a hundred findings of a rule are kept.
        for (int i = 0; i < 60; i++) {
            Files.writeString(root.resolve("f" + i), SECRET.repeat(100));
        }

        assertThat(scanTree(List.of()).failure()).contains("more files or findings");
    }

    @Test
    void endsWhenItIsInterruptedAndLeavesNoThread() throws IOException {
        Files.writeString(root.resolve("a.txt"), SECRET);
        Path image = ImageTar.docker(
                root.resolve("image.tar"), new LayerTar().file("a", SECRET).bytes());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> scanTree(List.of())).isInstanceOf(InterruptedIOException.class);
            assertThatThrownBy(() -> scanImage(image)).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("AutoDeploy built-in"));
    }

    @Test
    void findsASecretThatALaterLayerDeleted() throws IOException {
        byte[] adds = new LayerTar()
                .file("app/gone", SECRET)
                .file("app/stays", "\n" + SECRET)
                .bytes();
        byte[] deletes = new LayerTar().file("app/.wh.gone", "").bytes();

        List<Finding> findings =
                scanImage(ImageTar.docker(root.resolve("i"), adds, deletes)).findings();

        assertThat(findings).extracting(Finding::location).containsExactly("app/gone:1", "app/stays:2");
        assertThat(findings).extracting(Finding::layer).containsOnly("sha256:" + LayerTar.sha256(adds));
        assertThat(findings.get(0).description())
                .startsWith("The file is gone in the final image, but it is in this layer");
        assertThat(findings.get(1).description()).isNull();
    }

    @Test
    void countsAFileOnceThatALaterLayerHasUnchanged() throws IOException {
        byte[] adds = new LayerTar().file("a", SECRET).bytes();
        byte[] again = new LayerTar().file("a", SECRET).directory("x").bytes();
        byte[] changes = new LayerTar().file("a", "\n" + SECRET).bytes();

        assertThat(scanImage(ImageTar.oci(root.resolve("i"), adds, again)).findings())
                .extracting(Finding::layer, Finding::description)
                .containsExactly(tuple("sha256:" + LayerTar.sha256(adds), null));
        assertThat(scanImage(ImageTar.oci(root.resolve("i"), adds, changes)).findings())
                .extracting(Finding::location)
                .containsExactly("a:1", "a:2");
    }

    @Test
    void doesNotCountSampleKeysOfTheDistributionUnlessTheyWereChanged() throws IOException {
        String line = DistributionFiles.line("usr/lib/x/sample", SECRET.getBytes(StandardCharsets.UTF_8));
        String changed = DistributionFiles.line("usr/lib/x/changed", new byte[0]);
        byte[] layer = new LayerTar()
                .file("usr/lib/x/sample", SECRET)
                .file("usr/lib/x/changed", SECRET)
                .file("var/lib/dpkg/info/x.md5sums", line + "\n" + changed + "\n")
                .bytes();

        assertThat(scanImage(ImageTar.docker(root.resolve("i"), layer)).findings())
                .extracting(Finding::location)
                .containsExactly("usr/lib/x/changed:1");
    }

    @Test
    void tellsThePackagesOfTheFinalImage() throws IOException {
        byte[] base = new LayerTar()
                .file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .file("var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 1\n")
                .bytes();
        byte[] upgrade = new LayerTar()
                .file("var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 2\n")
                .bytes();

        assertThat(scanImage(ImageTar.docker(root.resolve("i"), base, upgrade)).packages())
                .extracting(SoftwarePackage::ecosystem, SoftwarePackage::version)
                .containsExactly(tuple("Debian:12", "2"));
    }

    @Test
    void tellsOfTheConfigurationOnlyWhenAsked() throws IOException {
        Path image = ImageTar.docker(
                root.resolve("i"), new LayerTar().file("a", SECRET).bytes());

        assertThat(scanImage(image, EnumSet.of(FindingKind.MISCONFIGURATION)).findings())
                .extracting(Finding::id)
                .containsExactly("image-root-user", "image-secret-in-env", "image-no-healthcheck");
        assertThat(scanImage(image, Set.of()).findings()).isEmpty();
    }

    @Test
    void failsForAnArchiveThatIsNotOne() throws IOException {
        assertThat(scanImage(Files.writeString(root.resolve("i"), "no tar".repeat(1000)))
                        .failure())
                .startsWith("The image's archive");
        assertThat(scanImage(Files.writeString(root.resolve("i"), "")).failure())
                .startsWith("The image's archive has neither manifest.json");
    }

    /** A lock file that is given as the directory would have no name to be known by, and pass. */
    @Test
    void refusesAFileInThePlaceOfADirectory() throws IOException {
        Files.writeString(root.resolve("package-lock.json"), "{}");
        BuiltInOrder order = new BuiltInOrder(
                null,
                "package-lock.json",
                List.of(),
                EnumSet.allOf(FindingKind.class),
                null,
                false,
                Duration.ofMinutes(5));

        assertThatThrownBy(() -> BuiltInScan.scan(root, order))
                .isInstanceOf(IOException.class)
                .hasMessage("package-lock.json is not a directory");
    }

    private BuiltInResult scanTree(List<String> exclude) throws IOException {
        return BuiltInScan.scan(
                root,
                new BuiltInOrder(
                        null, ".", exclude, EnumSet.allOf(FindingKind.class), null, false, Duration.ofMinutes(5)));
    }

    private BuiltInResult scanImage(Path archive) throws IOException {
        return scanImage(archive, EnumSet.of(FindingKind.SECRET));
    }

    private BuiltInResult scanImage(Path archive, Set<FindingKind> wanted) throws IOException {
        return BuiltInScan.scan(
                root,
                new BuiltInOrder(
                        new SavedImage("app:1.0", archive.toString()),
                        ".",
                        List.of(),
                        wanted,
                        null,
                        false,
                        Duration.ofMinutes(5)));
    }
}
