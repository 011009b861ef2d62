package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    private static final byte[] BASE = new LayerTar()
            .directory("etc")
            .file("etc/secret", "first")
            .file("./etc/kept", "kept")
            .file("app/a/one", "1")
            .file("app/a/two", "2")
            .file("app/b", "a file")
            .file("opt/x/y", "y")
            .bytes();
    private static final byte[] UPPER = new LayerTar()
            .file("etc/.wh.secret", "")
            .file("app/a/three", "3")
            .file("app/a/.wh..wh..opq", "")
            .directory("app/b")
            .file("/app/b/c", "absolute")
            .symbolicLink("opt/x", "/etc")
            .bytes();

    @TempDir
    Path directory;

    private final List<String> shown = new ArrayList<>();
    private final List<String> tooLarge = new ArrayList<>();

    @Test
    void showsTheFilesOfEachLayerAndTellsWhichTheFinalImageHas() throws IOException {
        ImageContents contents = read(ImageTar.docker(archive(), BASE, UPPER));

        assertThat(shown)
                .containsExactly(
                        "etc/secret=first",
                        "etc/kept=kept",
                        "app/a/one=1",
                        "app/a/two=2",
                        "app/b=a file",
                        "opt/x/y=y",
                        "app/a/three=3",
                        "app/b/c=absolute");
        assertThat(contents.files())
                .extracting(LayerFile::path)
                .containsExactlyInAnyOrder("etc/kept", "app/a/three", "app/b/c");
        assertThat(contents.configuration().at("/config/Env/0").asText()).isEqualTo("PATH=/bin");
    }

    @Test
    void namesTheLayerByTheDigestOfItsTar() throws IOException {
        ImageContents contents = read(ImageTar.oci(archive(), BASE, UPPER));

        assertThat(contents.files())
                .filteredOn(file -> file.path().equals("app/b/c"))
                .extracting(LayerFile::layer)
                .containsExactly("sha256:" + LayerTar.sha256(UPPER));
    }

    @Test
    void readsTheSameFromAnOciLayoutAndLeavesOutWhatIsNotThereAsAWhole() throws IOException {
        ImageContents docker = read(ImageTar.docker(archive(), BASE, UPPER));
        List<String> shownByDocker = List.copyOf(shown);
        shown.clear();

        assertThat(read(ImageTar.oci(archive(), BASE, UPPER)).files()).isEqualTo(docker.files());
        assertThat(shown).isEqualTo(shownByDocker);
    }

    @Test
    void readsALayerThatIsCompressedInParts() throws IOException {
        byte[] compressed = concat(
                LayerTar.gzip(Arrays.copyOf(BASE, 700)), LayerTar.gzip(Arrays.copyOfRange(BASE, 700, BASE.length)));
        read(dockerWith("layer.tar", compressed, BASE));

        assertThat(shown).contains("opt/x/y=y");
    }

    @Test
    void findsTheLayerBehindALink() throws IOException {
        LayerTar tar = new LayerTar()
                .symbolicLink("b/layer.tar", "../a/layer.tar")
                .file("a/layer.tar", BASE)
                .file("c.json", ImageTar.configuration(BASE))
                .file("manifest.json", manifest("b/layer.tar"));
        read(Files.write(archive(), tar.bytes()));

        assertThat(shown).contains("etc/kept=kept");
    }

    @Test
    void countsAFileThatHasAnotherNameInTheSameLayer() throws IOException {
        byte[] layer = new LayerTar()
                .file("a", "content")
                .hardLink("b", "a")
                .hardLink("c", "nowhere")
                .bytes();
        byte[] deletes = new LayerTar().file(".wh.a", "").bytes();

        assertThat(read(ImageTar.docker(archive(), layer, deletes)).files())
                .extracting(LayerFile::path)
                .containsExactly("a");
    }

    @Test
    void leavesOutWhatClimbsOutAndWhatIsNoFile() throws IOException {
        byte[] layer = new LayerTar()
                .file("../../etc/passwd", "climbs")
                .file("a/../b", "climbs")
                .file("x".repeat(5000), "long")
                .symbolicLink("loop", "loop")
                .device("dev/null")
                .hole("hole", 1 << 20)
                .file("good", "good")
                .bytes();

        read(ImageTar.docker(archive(), layer));

        assertThat(shown).containsExactly("good=good");
    }

    @Test
    void takesTheLastOfEntriesWithOneName() throws IOException {
        byte[] layer = new LayerTar().file("a", "first").file("a", "second").bytes();

        ImageContents contents = read(ImageTar.docker(archive(), layer));

        assertThat(shown).containsExactly("a=first", "a=second");
        assertThat(contents.files()).extracting(LayerFile::number).containsExactly(1);
    }

    @Test
    void tellsOfAFileThatIsTooLargeWithoutReadingIt() throws IOException {
        read(ImageTar.oci(
                archive(), new LayerTar().file("zeros", new byte[8 << 20]).bytes()));

        assertThat(shown).isEmpty();
        assertThat(tooLarge).containsExactly("zeros");
    }

    @Test
    void refusesAnArchiveThatWasCutOff() throws IOException {
        Path whole = ImageTar.docker(archive(), BASE, UPPER);
        byte[] bytes = Files.readAllBytes(whole);

        for (int length = 0; length < bytes.length - 10_240; length += 500) {
            Files.write(whole, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> read(whole)).isInstanceOf(UnreadableImageException.class);
        }
    }

    @Test
    void refusesALayerThatIsNotWhatItsDigestSays() throws IOException {
        assertThatThrownBy(() -> read(dockerWith("layer.tar", UPPER, BASE)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("its content is not what its digest says");
    }

    @Test
    void refusesALayerThatWasCutOff() throws IOException {
        byte[] compressed = LayerTar.gzip(BASE);

        assertThatThrownBy(() -> read(dockerWith("layer.tar", Arrays.copyOf(compressed, compressed.length / 2), BASE)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageStartingWith("The layer sha256:" + LayerTar.sha256(BASE) + " cannot be read");
    }

    @Test
    void saysThatItDoesNotReadZstd() throws IOException {
        byte[] magic = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0};

        assertThatThrownBy(() -> read(dockerWith("layer.tar", magic, BASE)))
                .hasMessageContaining("compressed by zstd, which the built-in checks do not read");
    }

    @Test
    void refusesAManifestThatNamesWhatIsNotThere() throws IOException {
        assertThatThrownBy(() -> read(dockerWith("another.tar", BASE, BASE)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("The image's archive names layer.tar, which is not in it");
    }

    @Test
    void refusesLinksThatLeadInACircle() throws IOException {
        LayerTar tar = new LayerTar()
                .symbolicLink("a", "b")
                .symbolicLink("b", "a")
                .file("c.json", ImageTar.configuration(BASE))
                .file("manifest.json", manifest("a"));

        assertThatThrownBy(() -> read(Files.write(archive(), tar.bytes())))
                .hasMessageContaining("names a, which is not in it");
    }

    @Test
    void refusesAConfigurationThatIsNotOne() throws IOException {
        Path large = Files.write(
                archive(),
                new LayerTar()
                        .file("manifest.json", manifest("layer.tar"))
                        .file("c.json", new byte[100 << 20])
                        .bytes());
        assertThatThrownBy(() -> read(large)).hasMessage("c.json in the image's archive has more than 4 MB");

        Path deep = Files.write(
                archive(),
                new LayerTar().file("manifest.json", "[".repeat(100_000)).bytes());
        assertThatThrownBy(() -> read(deep))
                .hasMessage("manifest.json in the image's archive is not JSON that can be read");

        Path other =
                Files.write(archive(), new LayerTar().file("repositories", "{}").bytes());
        assertThatThrownBy(() -> read(other)).hasMessageContaining("neither manifest.json");
    }

    @Test
    void refusesLayersThatTheConfigurationDoesNotKnow() throws IOException {
        LayerTar tar = new LayerTar()
                .file("layer.tar", BASE)
                .file("c.json", ImageTar.configuration())
                .file("manifest.json", manifest("layer.tar"));

        assertThatThrownBy(() -> read(Files.write(archive(), tar.bytes())))
                .hasMessage("The image has 1 layers, and its configuration tells of 0");
    }

    @Test
    void refusesAnArchiveWithMoreEntriesThanAnImageHas() throws IOException {
        LayerTar tar = new LayerTar();
        for (int i = 0; i <= 10_000; i++) {
            tar.file("f" + i, "");
        }

        assertThatThrownBy(() -> read(Files.write(archive(), tar.bytes())))
                .hasMessage("The image's archive has more than 10000 entries");
    }

    @Test
    void refusesHeadersThatFillTheMemory() {
        assertRefused(new LayerTar().longHeader("a", 300 << 10), 1 << 30, "more than 256 KB of headers");
    }

    @Test
    void refusesLayersWithTooManyEntries() {
        LayerTar tar = new LayerTar();
        for (int i = 0; i <= 1000; i++) {
            tar.directory("d" + i);
        }

        assertRefused(tar, 1 << 30, "The image's layers have more than 1000 files");
    }

    @Test
    void refusesLayersWithTooManyBytesHoweverSmallTheyAreCompressed() {
        assertRefused(new LayerTar().file("zeros", new byte[64 << 20]), 32 << 20, "The image's layers have more than");
        assertRefused(new LayerTar().hole("hole", 2_000_000_000), 32 << 20, "The image's layers have more than");
    }

    @Test
    void endsWhenItIsInterrupted() throws IOException {
        Path image = ImageTar.docker(archive(), BASE);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> read(image)).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void assertRefused(LayerTar tar, long mostBytes, String message) {
        byte[] layer = tar.bytes();
        LayerReader reader = new LayerReader(new Recorder(), mostBytes, 1000);

        assertThatThrownBy(() -> reader.read(
                        new ImageManifest.Layer("layer.tar", "sha256:" + LayerTar.sha256(layer)),
                        new ByteArrayInputStream(LayerTar.gzip(layer))))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(message);
    }

    private Path archive() {
        return directory.resolve("image.tar");
    }

    private ImageContents read(Path archive) throws IOException {
        return ImageArchive.read(archive, new Recorder());
    }

    /** @param means the layer that the configuration tells of */
    private Path dockerWith(String name, byte[] content, byte[] means) throws IOException {
        return Files.write(
                archive(),
                new LayerTar()
                        .file(name, content)
                        .file("c.json", ImageTar.configuration(means))
                        .file("manifest.json", manifest("layer.tar"))
                        .bytes());
    }

    private static String manifest(String layer) {
        return Json.write(List.of(Map.of("Config", "c.json", "Layers", List.of(layer))));
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private final class Recorder implements LayerVisitor {
        @Override
        public int largest(String path) {
            return 1 << 20;
        }

        @Override
        public void file(LayerFile file, byte[] content) {
            shown.add(file.path() + "=" + new String(content));
        }

        @Override
        public void tooLarge(LayerFile file) {
            tooLarge.add(file.path());
        }
    }
}
