package io.jenkins.plugins.autodeploy.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassedScansTest {
    private static final int BRANCHES = 8;

    @TempDir
    Path directory;

    @Test
    void keepsTheScansOfBranchesThatEndAtTheSameTime() throws Exception {
        Path file = directory.resolve("scans.json");
        for (int round = 0; round < 20; round++) {
            Files.deleteIfExists(file);
            keepAtTheSameTime(file);

            for (int branch = 0; branch < BRANCHES; branch++) {
                assertThat(new PassedScans(file).of("image" + branch)).isPresent();
            }
        }
    }

    private static void keepAtTheSameTime(Path file) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(BRANCHES);
        try {
            CountDownLatch start = new CountDownLatch(BRANCHES);
            List<Future<?>> kept = new ArrayList<>();
            for (int branch = 0; branch < BRANCHES; branch++) {
                String target = "image" + branch;
                kept.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    new PassedScans(file).keep(target, new PassedScan(1, Instant.EPOCH, Map.of()));
                    return null;
                }));
            }
            for (Future<?> one : kept) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
