package io.jenkins.plugins.autodeploy.buildtool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Records the API of real jars: {@code ApiRecorder DIRECTORY RECORD.api.gz}. Every jar below the directory is read, and of
 * every {@code .hpi} or {@code .jpi} the plugin's own jar. {@link PublicApi} says what of them is recorded.
 */
public final class ApiRecorder {
    /** The plugin's own jar has the plugin's name, the libraries beside it others. */
    private static final String OWN_JAR = "WEB-INF/lib/%s.jar";

    private static final Pattern MULTI_RELEASE = Pattern.compile("META-INF/versions/.*");

    private final Map<String, ClassNode> types = new TreeMap<>();

    private ApiRecorder() {}

    public static void main(String[] arguments) throws IOException {
        ApiRecorder recorder = new ApiRecorder();
        for (Path archive : archives(Path.of(arguments[0]))) {
            recorder.readArchive(archive);
        }
        write(Path.of(arguments[1]), record(recorder.types.values()));
    }

    /** The text for the given types, which are as {@link #read} gives them. */
    static List<String> record(Collection<ClassNode> types) {
        return ApiText.print(new PublicApi(types).types());
    }

    /** A type without code. */
    static ClassNode read(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile)
                .accept(type, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return type;
    }

    private static List<Path> archives(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.(jar|hpi|jpi)"))
                    .sorted()
                    .toList();
        }
    }

    private void readArchive(Path archive) throws IOException {
        String name = archive.getFileName().toString();
        try (InputStream in = Files.newInputStream(archive)) {
            if (name.endsWith(".jar")) {
                readJar(in);
            } else {
                readPlugin(in, OWN_JAR.formatted(name.substring(0, name.length() - ".hpi".length())));
            }
        }
    }

    private void readPlugin(InputStream in, String ownJar) throws IOException {
        ZipInputStream plugin = new ZipInputStream(in);
        for (ZipEntry entry = plugin.getNextEntry(); entry != null; entry = plugin.getNextEntry()) {
            if (entry.getName().equals(ownJar)) {
                readJar(new ByteArrayInputStream(plugin.readAllBytes()));
            }
        }
    }

    private void readJar(InputStream in) throws IOException {
        ZipInputStream jar = new ZipInputStream(in);
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith(".class") && !MULTI_RELEASE.matcher(name).matches()) {
                ClassNode type = read(jar.readAllBytes());
                types.putIfAbsent(type.name, type);
            }
        }
    }

    private static void write(Path record, List<String> lines) throws IOException {
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(record)), UTF_8)) {
            for (String line : lines) {
                out.write(line + "\n");
            }
        }
    }
}
