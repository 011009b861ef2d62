package io.jenkins.plugins.autodeploy.engine.deploy.mortal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * Starts {@link MortalProcess}es in half the time that Java takes by itself: the classes that one of them loaded are kept in an archive that the others map. Such an archive is only for classes of
 * jars, so that the directories of the class path are packed first.
 *
 * @param classPath of jars alone
 * @param archive of the loaded classes
 */
record QuickJava(String classPath, Path archive) {
    /**
     * Lets a process do a whole mission, and keeps what it loaded.
     *
     * @param directory for the jars and the archive
     */
    static QuickJava trainedBy(Mission mission, Path directory) throws Exception {
        QuickJava java = new QuickJava(jars(directory), directory.resolve("classes.jsa"));
        int exit = java.run(mission, "-XX:ArchiveClassesAtExit=" + java.archive);
        assertThat(exit).as("%s", Files.readString(mission.output())).isZero();
        return java;
    }

    /** @return the exit code */
    int run(Mission mission) throws Exception {
        return run(mission, "-XX:SharedArchiveFile=" + archive);
    }

    private int run(Mission mission, String option) throws Exception {
        Path file = Files.writeString(mission.file("mission.json"), Json.write(mission));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        option,
                        "-cp",
                        classPath,
                        MortalProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(mission.output().toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static String jars(Path directory) throws IOException {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                Path packed = directory.resolve(jars.size() + ".jar");
                jar.run(
                        System.out,
                        System.err,
                        "--create",
                        "--no-compress",
                        "--file",
                        packed.toString(),
                        "-C",
                        entry,
                        ".");
                jars.add(packed.toString());
            } else if (Files.exists(Path.of(entry))) {
                jars.add(Path.of(entry).toAbsolutePath().toString());
            }
        }
        return String.join(File.pathSeparator, jars);
    }
}
