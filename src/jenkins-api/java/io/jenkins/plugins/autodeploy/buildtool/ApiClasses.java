package io.jenkins.plugins.autodeploy.buildtool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.objectweb.asm.tree.ClassNode;

/**
 * Writes class files without bodies from a recorded API: {@code ApiClasses RECORD.api.gz DIRECTORY CLASS-PATH}. They are
 * for compiling and for mocks; a call of one of their methods throws {@link UnsupportedOperationException}. The class path
 * has what the record's signatures name beside the JDK; where it lacks something, a {@linkplain Placeholders placeholder}
 * is written.
 */
public final class ApiClasses {
    private ApiClasses() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        List<ClassNode> types = new ArrayList<>(ApiText.parse(readRecord(Path.of(arguments[0]))));
        try (URLClassLoader libraries = libraries(arguments[2], directory)) {
            types.addAll(Placeholders.of(types, libraries));
        }
        for (Map.Entry<String, byte[]> file : classFiles(types).entrySet()) {
            writeIfChanged(directory.resolve(file.getKey() + ".class"), file.getValue());
        }
    }

    /** The lines of a record kept compressed. */
    static List<String> readRecord(Path record) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(record)), UTF_8))) {
            return reader.lines().toList();
        }
    }

    /** The class file of each type, by its internal name. */
    static Map<String, byte[]> classFiles(List<ClassNode> types) {
        ClassFiles writer = new ClassFiles(types);
        Map<String, byte[]> files = new LinkedHashMap<>();
        types.forEach(type -> files.put(type.name, writer.write(type)));
        return files;
    }

    /** All of the class path but what this program itself wrote there before. */
    private static URLClassLoader libraries(String classPath, Path written) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.exists(path) && !Files.isSameFile(path, written)) {
                urls.add(path.toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** What did not change keeps its time, so that the compiler sees nothing to compile anew. */
    private static void writeIfChanged(Path file, byte[] content) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }
}
