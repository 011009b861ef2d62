package io.jenkins.plugins.autodeploy.buildtool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.tree.ClassNode;

/**
 * Lists the compiled classes that carry {@code @Symbol}, where Jenkins looks for them: {@code SymbolIndex CLASSES
 * PACKAGE-FOLDER}. Jenkins' own indexer, an annotation processor, cannot share a compilation with SezPoz's here.
 */
public final class SymbolIndex {
    private static final String SYMBOL = "Lorg/jenkinsci/Symbol;";
    private static final String INDEX = "META-INF/services/annotations/org.jenkinsci.Symbol";

    private SymbolIndex() {}

    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(arguments[0]);
        Path index = classes.resolve(INDEX);
        Files.createDirectories(index.getParent());
        Files.write(index, symbols(classes.resolve(arguments[1])));
    }

    private static List<String> symbols(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(SymbolIndex::read)
                    .filter(type -> type.visibleAnnotations != null
                            && type.visibleAnnotations.stream().anyMatch(found -> found.desc.equals(SYMBOL)))
                    .map(type -> type.name.replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private static ClassNode read(Path file) {
        try {
            return ApiRecorder.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
