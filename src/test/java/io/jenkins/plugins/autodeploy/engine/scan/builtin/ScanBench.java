package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.secret.SecretCase;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.secret.SecretCorpus;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.secret.SecretMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Measures how well the built-in scan tells secrets, and how long it takes for a large source tree. It prints figures and judges nothing. */
public final class ScanBench {
    private static final long[] SEEDS = {1001, 1002, 1003, 1004, 1005};
    private static final int FILES = 10_000;
    private static final int FILES_OF_A_DIRECTORY = 100;
    /** About what a source file has. */
    private static final int LINES = 120;

    private ScanBench() {}

    public static void run(Path directory) throws IOException {
        SecretMeasure measure = SecretMeasure.ofBuiltIn(SEEDS);
        System.out.printf(
                Locale.ROOT,
                "%10.2f %%   recall of the built-in search: %d of %d secrets%n%10.2f %%   its precision: mistaken in %d of %d files without one%n",
                100 * measure.recall(),
                measure.secrets() - measure.missed().size(),
                measure.secrets(),
                100 * measure.precision(),
                measure.mistaken().size(),
                measure.others());
        time(directory);
    }

    private static void time(Path directory) throws IOException {
        Path tree = Files.createDirectory(directory.resolve("scanned"));
        long bytes = make(tree);
        BuiltInOrder order = new BuiltInOrder(
                null,
                tree.getFileName().toString(),
                List.of(),
                Set.of(FindingKind.values()),
                null,
                false,
                Duration.ofMinutes(20));
        for (String round : List.of("the first time", "again")) {
            long start = System.nanoTime();
            BuiltInResult result = BuiltInScan.scan(directory, order);
            System.out.printf(
                    Locale.ROOT,
                    "%10.3f ms  scanning %d files, %.1f MB, %s (%d findings)%n",
                    (System.nanoTime() - start) / 1e6,
                    FILES,
                    bytes / 1e6,
                    round,
                    result.findings().size());
        }
    }

    /** Files of lines that are hard on the search: each has a word that a rule looks at. */
    private static long make(Path tree) throws IOException {
        List<SecretCase> lines = SecretCorpus.withoutSecrets(SEEDS[0]).stream()
                .filter(line -> line.file().endsWith(".js")
                        || line.file().endsWith(".py")
                        || line.file().endsWith(".java"))
                .toList();
        Random random = new Random(SEEDS[0]);
        long bytes = 0;
        for (int file = 0; file < FILES; file++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < LINES; line++) {
                text.append(
                        line % 4 == 0
                                ? lines.get(random.nextInt(lines.size())).text()
                                : "        total = add(total, price(" + line + "));\n");
            }
            Path parent = Files.createDirectories(tree.resolve("src/part" + file / FILES_OF_A_DIRECTORY));
            Files.writeString(parent.resolve("module" + file + ".java"), text);
            bytes += text.length();
        }
        return bytes;
    }
}
