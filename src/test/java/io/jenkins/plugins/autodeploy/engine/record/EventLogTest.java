package io.jenkins.plugins.autodeploy.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.START);

    @TempDir
    private Path directory;

    @Test
    void numbersEventsFromOneAndKeepsTheirTime() throws IOException {
        try (EventLog log = open()) {
            log.stage(Stage.BUILD, StageStatus.RUNNING, "Building");
            log.log(Stage.BUILD, "Step 1/4");

            assertThat(log.after(0, 10))
                    .extracting(Event::seq, Event::time, Event::type, Event::message)
                    .containsExactly(
                            tuple(1L, Samples.START, EventType.STAGE, "Building"),
                            tuple(2L, Samples.START, EventType.LOG, "Step 1/4"));
        }
    }

    @Test
    void givesWhatFollowsAnyPositionOfALongLog() throws IOException {
        try (EventLog log = open()) {
            LongStream.rangeClosed(1, 5000)
                    .forEach(i -> log.log(Stage.BUILD, "line " + i + " " + "x".repeat((int) (i % 200))));

            for (long seq : new long[] {0, 1, 2, 999, 2500, 4998, 4999, 5000, 6000}) {
                assertThat(sequence(log.after(seq, 3)))
                        .as("after %d", seq)
                        .containsExactlyElementsOf(LongStream.rangeClosed(seq + 1, Math.min(seq + 3, 5000))
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void cutsOffALineThatACrashTore() throws IOException {
        writeTwoEvents();
        Files.writeString(file(), "{\"seq\":3,\"time\":\"2026-", StandardOpenOption.APPEND);

        try (EventLog log = open()) {
            assertThat(sequence(log.after(0, 10))).containsExactly(1L, 2L);
            log.log(Stage.BUILD, "after the crash");
            assertThat(sequence(log.after(0, 10))).containsExactly(1L, 2L, 3L);
        }
        assertThat(Files.readAllLines(file())).hasSize(3);
    }

    @Test
    void passesOverDamagedLinesWithoutUsingTheirNumberAgain() throws IOException {
        writeTwoEvents();
        Files.writeString(file(), "\u0000\u0000 rubbish\n[]\n{\"seq\":\"no\"}\n", StandardOpenOption.APPEND);

        try (EventLog log = open()) {
            log.log(Stage.BUILD, "after the damage");
            assertThat(sequence(log.after(0, 10))).containsExactly(1L, 2L, 6L);
            assertThat(sequence(log.after(2, 10))).containsExactly(6L);
        }
    }

    @Test
    void readersDoNotSeeALineBeforeItIsWhole() throws IOException {
        writeTwoEvents();
        String third = Json.write(new Event(3, Samples.START, EventType.LOG, null, null, "third", null, null));
        Files.writeString(file(), third, StandardOpenOption.APPEND);
        assertThat(sequence(new EventReader(file()).after(0, 10))).containsExactly(1L, 2L);

        Files.writeString(file(), "\n", StandardOpenOption.APPEND);
        assertThat(sequence(new EventReader(file()).after(0, 10))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void boundsTheLengthOfALine() throws IOException {
        try (EventLog log = open()) {
            log.log(Stage.BUILD, "\uD83D\uDE00".repeat(500_000));
            log.fact(EventType.SCAN, Stage.SCAN, "much", Map.of("text", "x".repeat(1_000_000)));
            log.log(Stage.BUILD, "last");

            assertThat(sequence(log.after(0, 10))).containsExactly(1L, 2L, 3L);
            assertThat(log.after(1, 1).get(0).data()).containsKey("omitted");
            assertThat(Files.readAllLines(file())).allMatch(line -> line.length() <= EventReader.LONGEST_LINE);
        }
    }

    @Test
    void neverFailsTheWorkThatReportsToIt() throws IOException {
        EventLog log = open();
        Map<String, Object> withoutValue = new HashMap<>();
        withoutValue.put("port", null);
        withoutValue.put("name", "web");
        log.fact(EventType.POD, Stage.DEPLOY, null, withoutValue);
        assertThat(log.after(0, 1).get(0).data()).isEqualTo(Map.of("name", "web"));

        log.close();
        assertThatCode(() -> log.log(Stage.BUILD, "too late")).doesNotThrowAnyException();
        assertThat(sequence(log.after(0, 10))).containsExactly(1L);
    }

    @Test
    void anInterruptOfTheReportingThreadDoesNotEndTheLog() throws IOException {
        try (EventLog log = open()) {
            Thread.currentThread().interrupt();
            log.log(Stage.BUILD, "one");
            log.log(Stage.BUILD, "two");
            assertThat(sequence(log.after(0, 10))).containsExactly(1L, 2L);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void severalWritersAndReadersLoseAndDoubleNothing() throws Exception {
        int writers = 4;
        int each = 500;
        ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
        try (EventLog log = open()) {
            List<Future<List<Long>>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> readUntil(log, (long) writers * each)));
            }
            for (int i = 0; i < writers; i++) {
                threads.submit(() -> LongStream.range(0, each).forEach(n -> log.log(Stage.TEST, "line " + n)));
            }
            List<Long> all =
                    LongStream.rangeClosed(1, (long) writers * each).boxed().toList();
            for (Future<List<Long>> reader : readers) {
                assertThat(reader.get()).isEqualTo(all);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void linesAreWholeOrAbsentWhenTheProcessIsKilled() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        file().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("writer.txt").toFile())
                .start();
        try {
            await().until(() -> Files.exists(file()) && Files.size(file()) > 1_000_000);
        } finally {
            writer.destroyForcibly().waitFor();
        }

        try (EventLog log = open()) {
            long last = log.lastSeq();
            log.log(Stage.BUILD, "after the crash");
            List<Long> all = readUntil(log, last + 1);
            assertThat(all)
                    .isEqualTo(LongStream.rangeClosed(1, last + 1).boxed().toList());
        }
        assertThat(Files.readAllLines(file())).allSatisfy(line -> Json.read(line, Event.class));
    }

    private static List<Long> readUntil(EventLog log, long last) throws IOException {
        List<Long> seen = new ArrayList<>();
        long position = 0;
        while (position < last) {
            List<Event> page = log.after(position, 100);
            seen.addAll(sequence(page));
            position = page.isEmpty() ? position : page.get(page.size() - 1).seq();
            Thread.onSpinWait();
        }
        return seen;
    }

    private void writeTwoEvents() throws IOException {
        try (EventLog log = open()) {
            log.log(Stage.BUILD, "one");
            log.log(Stage.BUILD, "two");
        }
    }

    private static List<Long> sequence(List<Event> events) {
        return events.stream().map(Event::seq).toList();
    }

    private EventLog open() throws IOException {
        return EventLog.open(file(), CLOCK);
    }

    private Path file() {
        return directory.resolve("autodeploy/events.jsonl");
    }

    /** Writes until it is killed. */
    static final class EndlessWriter {
        public static void main(String[] arguments) throws IOException {
            try (EventLog log = EventLog.open(Path.of(arguments[0]), InstantSource.system())) {
                byte[] noise = new byte[3000];
                Arrays.fill(noise, (byte) 'x');
                String text = new String(noise, StandardCharsets.US_ASCII);
                for (int i = 0; ; i++) {
                    log.log(Stage.BUILD, text.substring(0, i % text.length()));
                }
            }
        }
    }
}
