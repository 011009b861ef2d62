package io.jenkins.plugins.autodeploy.bench;

import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.image.ImageBench;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.HistoryFilter;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.ScanBench;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Times what has to stay quick where there is much: a long log, a job with many runs, a large source tree, many deployments. It prints the median of several rounds in
 * milliseconds and judges nothing, because that depends on the machine.
 */
public final class Bench {
    private static final Logger ENGINE = Logger.getLogger("io.jenkins.plugins.autodeploy.engine");
    private static final int EVENTS = 100_000;
    private static final int RUNS = 10_000;
    private static final int FILES = 200_000;

    private final Path directory;

    private Bench(Path directory) {
        this.directory = directory;
    }

    @FunctionalInterface
    private interface Theme {
        void time() throws Exception;
    }

    /** @param arguments the themes to time; none for all */
    public static void main(String[] arguments) throws Exception {
        ENGINE.setLevel(Level.WARNING); // the figures shall stand alone
        Path directory = Files.createTempDirectory("autodeploy-bench");
        try {
            for (Map.Entry<String, Theme> theme : new Bench(directory).themes().entrySet()) {
                if (arguments.length == 0 || List.of(arguments).contains(theme.getKey())) {
                    theme.getValue().time();
                }
            }
        } finally {
            Files.walkFileTree(directory, new Removal());
        }
    }

    private Map<String, Theme> themes() {
        Map<String, Theme> themes = new LinkedHashMap<>();
        themes.put("log", this::log);
        themes.put("history", this::history);
        themes.put("detection", this::detection);
        themes.put("deployments", () -> DeploymentBench.run(directory));
        themes.put("feed", () -> DeploymentBench.feed(directory));
        themes.put("scan", () -> ScanBench.run(directory));
        themes.put("image", () -> ImageBench.run(directory));
        return themes;
    }

    private void log() throws Exception {
        try (EventLog log = EventLog.open(directory.resolve("events.jsonl"), InstantSource.system())) {
            for (int line = 0; line < EVENTS; line++) {
                log.log(Stage.BUILD, "added package number " + line);
            }
            Rounds.time("one line more in a log of " + EVENTS, () -> {
                log.log(Stage.BUILD, "added one package");
                return null;
            });
            Rounds.time("its last 500 lines, as for a viewer who comes back", () -> log.after(EVENTS - 500, 500));
            Rounds.time("500 lines from its middle", () -> log.after(EVENTS / 2, 500));
        }
    }

    private void history() throws Exception {
        Path file = directory.resolve("history.jsonl");
        Rounds.time("making the lost index of " + RUNS + " runs anew", () -> {
            Files.deleteIfExists(file);
            return index(file).page(1, 20, HistoryFilter.ALL);
        });
        Rounds.time("opening it and showing the first page", () -> index(file).page(1, 20, HistoryFilter.ALL));
        HistoryIndex open = index(file);
        Rounds.time("showing the last page", () -> open.page(RUNS / 20, 20, HistoryFilter.ALL));
        Rounds.time("all environments", open::environments);
        Rounds.time("the trend of 30 days", () -> open.trends(Samples.startOf(RUNS), 30));
    }

    private void detection() throws Exception {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("package.json"), "{\"dependencies\": {\"express\": \"4\"}}");
        for (int file = 0; file < FILES; file++) {
            Path parent = tree.resolve("src/part" + file / 100);
            Files.createDirectories(parent);
            Files.writeString(parent.resolve("module" + file + ".js"), "module.exports = " + file + ";\n");
        }
        ProjectDetector detector = ProjectDetector.standard();
        Rounds.time("detecting a project of " + FILES + " files", () -> detector.detect(tree));
        smallProjects(detector);
        System.gc();
        long before = used();
        DetectedProject huge = detector.detect(tree);
        System.out.printf(
                Locale.ROOT,
                "%10.3f MB  on the heap after that, of which garbage has not been taken (%s)%n",
                (used() - before) / 1e6,
                huge.main().framework());
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The fixtures, each warm. */
    private static void smallProjects(ProjectDetector detector) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (Fixture fixture : Fixture.all()) {
            for (int round = 0; round < Rounds.COUNT; round++) {
                long start = System.nanoTime();
                detector.detect(fixture.project());
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%10.3f ms  detecting a small project; 95 of 100 within %.3f ms%n",
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 95 / 100));
    }

    private static HistoryIndex index(Path file) {
        return new HistoryIndex(file, () -> IntStream.rangeClosed(1, RUNS)
                .mapToObj(run -> Samples.deployed(run, "environment" + run % 5)));
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path finished, IOException failure) throws IOException {
            Files.delete(finished);
            return FileVisitResult.CONTINUE;
        }
    }
}
