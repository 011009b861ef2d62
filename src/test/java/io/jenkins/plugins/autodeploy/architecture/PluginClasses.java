package io.jenkins.plugins.autodeploy.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** What the compiler made of the plugin's own sources, without the API classes of Jenkins beside it. */
final class PluginClasses {
    static final String ROOT = "io/jenkins/plugins/autodeploy";

    private PluginClasses() {}

    static List<ClassNode> all() {
        try (Stream<Path> files = Files.walk(Path.of("target/classes", ROOT))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(PluginClasses::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassNode read(Path file) {
        try {
            ClassNode type = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_FRAMES);
            return type;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
