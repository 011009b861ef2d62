package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarPackagesTest {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @ParameterizedTest
    @ValueSource(strings = {"a.jar", "lib/a.war", "a.EAR", "a.hpi", "a.b.jpi"})
    void readsJavaArchives(String path) {
        assertThat(JarPackages.reads(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "jar", "a.jar/b", ".jar", "lib/.jar", "a.jar.sha1", ""})
    void readsNoOthers(String path) {
        assertThat(JarPackages.reads(path)).isFalse();
    }

    @Test
    void namesWhatMavenWroteIntoIt() throws Exception {
        byte[] jar = archive(Map.of(
                "META-INF/maven/org.slf4j/slf4j-api/pom.properties",
                text("artifactId=slf4j-api\ngroupId=org.slf4j\nversion=2.0.12\n"),
                "META-INF/maven/org.slf4j/slf4j-api/pom.xml",
                text("<project/>"),
                "org/slf4j/Logger.class",
                new byte[100]));
        assertThat(JarPackages.read("lib/x.jar", jar))
                .containsExactly(SoftwarePackage.of(
                        "Maven", "org.slf4j:slf4j-api", "2.0.12", "pkg:maven/org.slf4j/slf4j-api@2.0.12", "lib/x.jar"));
    }

    @Test
    void namesAllThatWereShadedIntoOne() throws Exception {
        byte[] jar = archive(Map.of(
                "META-INF/maven/g/a/pom.properties",
                pom("g", "a", "1"),
                "META-INF/maven/g/b/pom.properties",
                pom("g", "b", "2")));
        assertThat(JarPackages.read("x.jar", jar))
                .extracting(SoftwarePackage::name)
                .containsExactlyInAnyOrder("g:a", "g:b");
    }

    @Test
    void looksIntoTheLibrariesOfASpringBootApplication() throws Exception {
        byte[] library = archive(Map.of("META-INF/maven/g/a/pom.properties", pom("g", "a", "1")));
        Map<String, byte[]> application = new LinkedHashMap<>();
        application.put(MANIFEST, text("Implementation-Title: shop\r\nImplementation-Version: 0.1.0\r\n\r\n"));
        application.put("BOOT-INF/lib/a-1.jar", library);
        application.put("BOOT-INF/lib/jackson-core-2.17.1.jar", archive(Map.of("x", new byte[0])));
        application.put("META-INF/maven/com.example/shop/pom.properties", pom("com.example", "shop", "0.1.0"));
        assertThat(JarPackages.read("shop.jar", stored(application)))
                .extracting(SoftwarePackage::packageUrl, SoftwarePackage::location)
                .containsExactly(
                        tuple("pkg:maven/g/a@1", "shop.jar!/BOOT-INF/lib/a-1.jar"),
                        tuple("pkg:generic/jackson-core@2.17.1", "shop.jar!/BOOT-INF/lib/jackson-core-2.17.1.jar"),
                        tuple("pkg:maven/com.example/shop@0.1.0", "shop.jar"));
    }

    @Test
    void readsApplicationsThatBeginWithAScript() throws Exception {
        byte[] jar = archive(Map.of("META-INF/maven/g/a/pom.properties", pom("g", "a", "1")));
        ByteArrayOutputStream executable = new ByteArrayOutputStream();
        executable.write(text("#!/bin/bash\nPK=1\nPPK\nexec java -jar \"$0\"\n"));
        executable.write(jar);
        assertThat(JarPackages.read("x.jar", executable.toByteArray())).hasSize(1);
    }

    @Test
    void takesManifestAndFileNameWhereMavenToldNothing() throws Exception {
        byte[] jar = archive(Map.of(
                MANIFEST,
                text("Manifest-Version: 1.0\r\nImplementation-Title: Apache Ant\r\nImplementation-Version: 1.10.14\r\n"
                        + "Implementation-Vendor-Id: org.apache.ant\r\n\r\n")));
        assertThat(JarPackages.read("lib/ant-1.10.jar", jar))
                .extracting(SoftwarePackage::packageUrl)
                .containsExactly("pkg:maven/org.apache.ant/ant@1.10.14");
        assertThat(JarPackages.read("lib/ant.jar", jar)).isEmpty();
        assertThat(JarPackages.read("lib/my-tool-2.0-rc.1.jar", archive(Map.of("x", new byte[1]))))
                .extracting(SoftwarePackage::name, SoftwarePackage::version)
                .containsExactly(tuple("my-tool", "2.0-rc.1"));
    }

    @Test
    void namesNothingThatCannotBeACoordinate() throws Exception {
        byte[] jar = archive(Map.of(
                "META-INF/maven/g/a/pom.properties",
                pom("g", "${project.artifactId}", "1"),
                "META-INF/maven/g/b/pom.properties",
                pom("g", "b", "\\u001b[31m"),
                "META-INF/maven/g/c/pom.properties",
                text("version=\\u00zz"),
                "META-INF/maven/../../../etc/pom.properties",
                pom("g", "d", "1"),
                MANIFEST,
                text("broken")));
        assertThat(JarPackages.read("x.jar", jar)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an archive", "PK", "PK\u0003\u0004"})
    void refusesWhatIsNoArchive(String content) {
        assertThatThrownBy(() -> JarPackages.read("x.jar", text(content)))
                .isInstanceOf(UnreadablePackageFileException.class)
                .hasMessageStartingWith("x.jar cannot be read: it ");
    }

    @Test
    void refusesWhatIsCutOff() throws Exception {
        byte[] jar = archive(Map.of("a", incompressible(100_000)));
        assertThatThrownBy(() -> JarPackages.read("x.jar", Arrays.copyOf(jar, 5_000)))
                .hasMessage("x.jar cannot be read: it ends too early");
    }

    @Test
    void hidesNothingBehindALibraryThatIsDamaged() throws Exception {
        byte[] library = archive(Map.of("META-INF/maven/g/a/pom.properties", pom("g", "a", "1")));
        Map<String, byte[]> application = new LinkedHashMap<>();
        application.put("lib/broken-1.0.jar", Arrays.copyOf(library, 80));
        application.put("lib/a.jar", library);
        assertThat(JarPackages.read("x.war", archive(application)))
                .extracting(SoftwarePackage::name)
                .containsExactly("broken", "g:a");
    }

    @Test
    void refusesMoreThanItWouldInflate() throws Exception {
        byte[] bomb = archive(Map.of("zeros", new byte[8 << 20]));
        assertThat(bomb).hasSizeLessThan(20_000);
        byte[] inside = archive(Map.of("a.jar", bomb));
        assertThatThrownBy(() -> JarPackages.read("x.jar", new ByteArrayInputStream(bomb), 1 << 20))
                .hasMessage("x.jar cannot be read: it inflates to more than 1 MB");
        assertThatThrownBy(() -> JarPackages.read("x.jar", new ByteArrayInputStream(inside), 1 << 20))
                .hasMessage("x.jar cannot be read: it inflates to more than 1 MB");
    }

    @Test
    void refusesArchivesInArchivesWithoutEnd() throws Exception {
        byte[] archive = archive(Map.of("x", new byte[1]));
        for (int i = 0; i < JarPackages.DEEPEST; i++) {
            archive = archive(Map.of("a.jar", archive));
        }
        byte[] deepest = archive;
        assertThatThrownBy(() -> JarPackages.read("x.jar", deepest))
                .hasMessage("x.jar cannot be read: it has archives in archives more than 4 deep");
    }

    @Test
    void refusesMoreFilesThanAnythingHas() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i <= JarPackages.MOST_ENTRIES; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
            }
        }
        assertThatThrownBy(() -> JarPackages.read("x.jar", bytes.toByteArray()))
                .hasMessage("x.jar cannot be read: it has more than 200,000 files in it");
    }

    @Test
    void tellsAFailingStreamFromADamagedArchive() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("The disk is gone");
            }
        };
        assertThatThrownBy(() -> JarPackages.read("x.jar", failing))
                .isInstanceOf(IOException.class)
                .hasMessage("The disk is gone");
    }

    @Test
    void endsWhenInterrupted() throws Exception {
        byte[] jar = archive(Map.of("a", new byte[1 << 20]));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> JarPackages.read("x.jar", jar)).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static byte[] incompressible(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] pom(String group, String artifact, String version) {
        return text("groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version));
    }

    private static byte[] archive(Map<String, byte[]> files) throws IOException {
        return archive(files, ZipEntry.DEFLATED);
    }

    private static byte[] stored(Map<String, byte[]> files) throws IOException {
        return archive(files, ZipEntry.STORED);
    }

    private static byte[] archive(Map<String, byte[]> files, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    CRC32 sum = new CRC32();
                    sum.update(file.getValue());
                    entry.setSize(file.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
