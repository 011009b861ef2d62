package io.jenkins.plugins.autodeploy.buildtool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.tree.ClassNode;

/** The record that this build compiles against. */
public final class RecordedApi {
    private RecordedApi() {}

    public static List<ClassNode> types() throws IOException {
        return ApiText.parse(lines());
    }

    static List<String> lines() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/jenkins-api"))) {
            return ApiClasses.readRecord(files.filter(file -> file.toString().endsWith(".api.gz"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
