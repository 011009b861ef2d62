package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibImageBuild;
import io.jenkins.plugins.autodeploy.engine.image.jib.JibRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequests;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent.Kind;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.parts.BaseImages;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import io.jenkins.plugins.autodeploy.parts.ImageRegistry;
import io.jenkins.plugins.autodeploy.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/** Times image builds in pairs, one after the other in turn: what the step costs over bare docker, and a rebuild by Jib beside one by docker. It prints medians and judges nothing. */
public final class ImageBench {
    private static final int PAIRS = 10;
    private static final int CLASSES = 300;
    private static final int METHODS = 40;
    private static final int MODULES = 400;
    private static final int FILES_OF_A_MODULE = 50;

    private final Path directory;
    private final DockerEngine engine;
    private final ImageRegistry registry;

    private ImageBench(Path directory, DockerEngine engine, ImageRegistry registry) {
        this.directory = directory;
        this.engine = engine;
        this.registry = registry;
    }

    public static void run(Path directory) throws Exception {
        for (Part part : List.of(Part.DOCKER_ENGINE, Part.BASE_IMAGES, Part.REGISTRY)) {
            if (!part.isAvailable()) {
                System.out.println("Left out: images. " + part.needs());
                return;
            }
        }
        try (DockerEngine engine = DockerEngine.start();
                ImageRegistry registry = ImageRegistry.open()) {
            BaseImages.load(engine, "python", "node", "maven", "java");
            ImageBench bench = new ImageBench(directory, engine, registry);
            bench.overhead();
            bench.rebuild();
            bench.repack();
        }
    }

    /** A build without cache: what is compiled stands for what a build installs. */
    private void overhead() throws Exception {
        Path project = Files.createDirectory(directory.resolve("overhead"));
        Files.write(project.resolve("data"), random(10_000_000));
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM python:3.12-slim\nRUN python3 -m compileall -q -f /usr/lib/python3 /usr/lib/python3.11 && python3 -O -m compileall -q -f /usr/lib/python3 /usr/lib/python3.11 && python3 -OO -m compileall -q -f /usr/lib/python3 /usr/lib/python3.11\nCOPY data /data\n");
        BuildRequest request = BuildRequests.how(BuildRequests.plain("bench"), how -> how.noCache(true));
        WatchedWorkspace workspace = new WatchedWorkspace(project);
        pairs(
                "a build by the step",
                "the same by bare docker build",
                () -> new ImageBuild(
                                new NoKnowledge(), new NoDaemonless(), new LastImages(directory.resolve("images.json")))
                        .build(request, workspace, OneBuilder.docker(engine), EventSink.NONE, InstantSource.system()),
                () -> docker("build", "--no-cache", "--tag", "bench", project.toString()));
    }

    /** One source file of a program in Java changes. Docker compiles all in its build, as generated Dockerfiles do; for Jib the workspace compiles what changed. Both push. */
    private void rebuild() throws Exception {
        Path project = Files.createDirectory(directory.resolve("rebuild"));
        Path sources = Files.createDirectories(project.resolve("src"));
        Path classes = Files.createDirectories(project.resolve("classes"));
        Files.createDirectories(project.resolve("target"));
        for (int number = 0; number < CLASSES; number++) {
            Files.writeString(sources.resolve("Class%d.java".formatted(number)), source(number, 0));
        }
        run("javac", "-d", classes.toString(), "@" + listed(sources));
        docker("tag", "eclipse-temurin:17-jre", registry.address() + "/java:17");
        docker("push", registry.address() + "/java:17");
        Files.writeString(project.resolve("Dockerfile"), """
                FROM maven:3.9-eclipse-temurin-17 AS build
                COPY src /src
                RUN mkdir /classes && javac -d /classes /src/*.java
                FROM eclipse-temurin:17-jre
                COPY --from=build /classes /app
                CMD ["java", "-cp", "/app", "Class0"]
                """);
        int[] version = {0};
        JibImageBuild jib = new JibImageBuild(directory.resolve("layers"), InstantSource.system());
        JibRequest packed = new JibRequest(
                BuildRequests.pushed(registry.address() + "/java-by-jib"),
                new PrebuiltContent(
                        Kind.JAR, ".", null, registry.address() + "/java:17", "java -jar target/app.jar", 8080),
                Map.of(),
                null);
        String image = registry.address() + "/java-by-docker:1.0";
        Path changed = sources.resolve("Class0.java");
        Callable<?> byJib = () -> {
            Files.writeString(changed, source(0, ++version[0]));
            run("javac", "-cp", classes.toString(), "-d", classes.toString(), changed.toString());
            run(
                    "jar",
                    "--create",
                    "--file",
                    project.resolve("target/app.jar").toString(),
                    "--main-class",
                    "Class0",
                    "-C",
                    classes.toString(),
                    ".");
            return jib.build(project, packed, EventSink.NONE);
        };
        Callable<?> byDocker = () -> {
            Files.writeString(changed, source(0, ++version[0]));
            docker("build", "--tag", image, project.toString());
            return docker("push", image);
        };
        pairs("a rebuild with one changed source file by Jib", "the same by docker with a warm cache", byJib, byDocker);
    }

    private static String source(int number, int version) {
        StringBuilder source = new StringBuilder("public class Class%d {\n".formatted(number));
        for (int method = 0; method < METHODS; method++) {
            source.append(
                    "    public static String method%1$d(int n) { return \"%2$d.%3$d.\" + n + Class%4$d.class; }%n"
                            .formatted(method, number, version, (number + 1) % CLASSES));
        }
        return source.append("    public static void main(String[] arguments) { System.out.println(method0(1)); }\n}\n")
                .toString();
    }

    private Path listed(Path sources) throws IOException {
        List<String> files = new ArrayList<>();
        for (int number = 0; number < CLASSES; number++) {
            files.add(sources.resolve("Class%d.java".formatted(number)).toString());
        }
        return Files.write(directory.resolve("sources"), files);
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", command[0]);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.set(0, program.toString());
        int exitCode = new ProcessCommandRunner()
                .run(
                        new Command(arguments, directory.toString(), Map.of(), Duration.ofMinutes(5)),
                        line -> {},
                        line -> {});
        if (exitCode != 0) {
            throw new IOException(command[0] + " failed");
        }
    }

    /** One file of a finished program with many modules changes, so that nothing has to be compiled: only packing and pushing is timed. */
    private void repack() throws Exception {
        Path project = Files.createDirectory(directory.resolve("repack"));
        Files.writeString(project.resolve("package.json"), "{\"dependencies\":{\"module-1\":\"1\"}}");
        for (int module = 0; module < MODULES; module++) {
            Path lib = Files.createDirectories(project.resolve("node_modules/module-%d/lib".formatted(module)));
            for (int file = 0; file < FILES_OF_A_MODULE; file++) {
                Files.writeString(
                        lib.resolve("file-%d.js".formatted(file)), "// %s\n".formatted("x".repeat(module + file)));
            }
        }
        docker("tag", "node:22-alpine", registry.address() + "/node:22");
        docker("push", registry.address() + "/node:22");
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM node:22-alpine\nWORKDIR /app\nCOPY node_modules node_modules\nCOPY package.json server.js ./\nCMD [\"node\", \"server.js\"]\n");
        int[] version = {0};
        JibImageBuild jib = new JibImageBuild(directory.resolve("layers"), InstantSource.system());
        JibRequest packed = new JibRequest(
                BuildRequests.pushed(registry.address() + "/by-jib"),
                new PrebuiltContent(Kind.NODE, ".", null, registry.address() + "/node:22", "node server.js", 3000),
                Map.of(),
                null);
        String image = registry.address() + "/by-docker:1.0";
        Callable<?> byJib = () -> {
            Files.writeString(project.resolve("server.js"), "// version " + version[0]++);
            return jib.build(project, packed, EventSink.NONE);
        };
        Callable<?> byDocker = () -> {
            Files.writeString(project.resolve("server.js"), "// version " + version[0]++);
            docker("build", "--tag", image, project.toString());
            return docker("push", image);
        };
        pairs(
                "packing 20,000 files again, of which one changed, by Jib",
                "the same by docker with a warm cache",
                byJib,
                byDocker);
    }

    private int docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(DockerEngine.CLIENT.toString()));
        command.addAll(List.of(arguments));
        int exitCode = new ProcessCommandRunner()
                .run(
                        new Command(
                                command,
                                directory.toString(),
                                Map.of("DOCKER_HOST", engine.host(), "DOCKER_BUILDKIT", "1"),
                                Duration.ofMinutes(5)),
                        line -> {},
                        line -> {});
        if (exitCode != 0) {
            throw new IOException("docker %s failed".formatted(arguments[0]));
        }
        return exitCode;
    }

    private static void pairs(String what, String beside, Callable<?> ours, Callable<?> other) throws Exception {
        List<Double> ratios = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        seconds(ours);
        seconds(other);
        for (int pair = 0; pair < PAIRS; pair++) {
            // Neither always comes second to a warm disk.
            double first = seconds(pair % 2 == 0 ? ours : other);
            double second = seconds(pair % 2 == 0 ? other : ours);
            times.add(pair % 2 == 0 ? first : second);
            others.add(pair % 2 == 0 ? second : first);
            ratios.add(times.get(pair) / others.get(pair));
        }
        System.out.printf(
                Locale.ROOT,
                "%10.3f     times as long took %s (%.2f s) as %s (%.2f s), median of %d pairs%n",
                median(ratios),
                what,
                median(times),
                beside,
                median(others),
                PAIRS);
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** Bytes that no compression makes smaller. */
    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
