package io.jenkins.plugins.autodeploy.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what, kept so that nothing of it is lost, changed or counted twice. */
class AuditLogTest {
    private static final Instant OCTOBER = Instant.parse("2026-10-31T23:59:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path home;

    @Test
    void beginsAFileEachMonthAndNumbersOn() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, OCTOBER));
        log.append(AuditSamples.succeeded(2, NOVEMBER));
        AuditEntry third = new AuditLog(home).append(AuditSamples.succeeded(3, NOVEMBER.plusSeconds(1)));

        assertThat(third.seq()).isEqualTo(3);
        assertThat(Files.readAllLines(file("2026-10"))).hasSize(1);
        assertThat(Files.readAllLines(file("2026-11"))).hasSize(2);
        assertThat(runs(AuditFilter.ALL)).containsExactly(3, 2, 1);
    }

    @Test
    void nothingThatWasWrittenChanges() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, NOVEMBER));
        byte[] before = Files.readAllBytes(file("2026-11"));

        log.append(AuditSamples.succeeded(2, NOVEMBER.plusSeconds(1)));

        assertThat(Files.readAllBytes(file("2026-11"))).startsWith(before).hasSizeGreaterThan(before.length);
    }

    /** Entries stay in the order in which they were made, whatever a clock says that was put back. */
    @Test
    void aClockThatGoesBackDoesNotReorder() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, NOVEMBER));
        log.append(AuditSamples.succeeded(2, OCTOBER));

        assertThat(runs(AuditFilter.ALL)).containsExactly(2, 1);
        assertThat(file("2026-10")).doesNotExist();
    }

    @Test
    void cutsOffWhatACrashToreAndPassesOverWhatIsDamaged() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, NOVEMBER));
        append("no entry\n{\"seq\":9}\n{\"seq\":2,\"time\":\"2026-11-");
        assertThat(runs(AuditFilter.ALL)).as("a torn line is not seen").containsExactly(1);

        AuditEntry next = log.append(AuditSamples.succeeded(2, NOVEMBER));

        assertThat(next.seq()).isEqualTo(2);
        assertThat(runs(AuditFilter.ALL)).containsExactly(2, 1);
        assertThat(Files.readString(file("2026-11"))).contains("no entry").doesNotContain("2026-11-{");
    }

    @Test
    void isPagedFromTheNewestWithoutLossOrRepetitionWhileItGrows() throws Exception {
        AuditLog log = new AuditLog(home);
        for (int run = 1; run <= 10; run++) {
            log.append(AuditSamples.succeeded(run, run <= 4 ? OCTOBER : NOVEMBER));
        }
        List<Integer> seen = new ArrayList<>();
        String next = null;
        do {
            AuditPage page = log.page(AuditFilter.ALL, next, 3);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(3);
            page.entries().forEach(entry -> seen.add(entry.run()));
            next = page.next();
            log.append(AuditSamples.succeeded(100, NOVEMBER.plusSeconds(60)));
        } while (next != null);

        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(run -> 11 - run).toList());
    }

    @Test
    void isFilteredByEachPart() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, OCTOBER));
        log.append(AuditSamples.approved(2, NOVEMBER, null));
        log.append(AuditSamples.entry(
                3, NOVEMBER, "ada", AuditAction.DEPLOY, AuditResult.FAILED, "staging", "It crashed"));

        assertThat(runs(filter(null, null, null, null, "grace", null))).containsExactly(2);
        assertThat(runs(filter(null, null, "staging", null, null, null))).containsExactly(3);
        assertThat(runs(filter(null, null, null, "web", null, AuditAction.DEPLOY)))
                .containsExactly(3, 1);
        assertThat(runs(filter(NOVEMBER, null, null, null, null, null))).containsExactly(3, 2);
        assertThat(runs(filter(null, NOVEMBER, null, null, null, null))).containsExactly(1);
        assertThat(runs(new AuditFilter(null, null, "other", null, null, null, null)))
                .isEmpty();
    }

    @Test
    void readsLinesThatSpanTheBlocksOfAFile() throws Exception {
        AuditLog log = new AuditLog(home);
        String words = "\u00fc".repeat(1_900);
        log.append(AuditSamples.approved(1, NOVEMBER, words));
        append(Files.readString(file("2026-11")).repeat(59));

        assertThat(Files.size(file("2026-11"))).isGreaterThan(3 * 64 * 1024);
        AuditPage page = log.page(AuditFilter.ALL, null, 200);
        assertThat(page.entries()).hasSize(60).allSatisfy(entry -> assertThat(entry.reason())
                .isEqualTo(words));
        assertThat(page.next()).isNull();
    }

    @Test
    void aLineThatIsFarTooLongIsPassedOver() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.succeeded(1, NOVEMBER));
        append("x".repeat(300_000) + "\n");
        log.append(AuditSamples.succeeded(2, NOVEMBER));

        assertThat(runs(AuditFilter.ALL)).containsExactly(2, 1);
    }

    @Test
    void knowsWhatItHasOfADeployment() throws Exception {
        AuditLog log = new AuditLog(home);
        AuditEntry old = AuditSamples.succeeded(1, OCTOBER.minusSeconds(100_000));
        AuditEntry approved = AuditSamples.approved(2, OCTOBER, "Looks right");
        AuditEntry succeeded = AuditSamples.succeeded(2, NOVEMBER);
        for (AuditEntry entry : List.of(old, approved, succeeded)) {
            log.append(entry);
        }

        assertThat(log.keysOf("d2", OCTOBER)).containsExactlyInAnyOrder(approved.key(), succeeded.key());
        assertThat(log.keysOf("d1", OCTOBER)).as("older than what is asked for").isEmpty();
        assertThat(new AuditLog(home.resolve("nowhere")).keysOf("d2", OCTOBER)).isEmpty();
    }

    @Test
    void keepsWordsOfPeopleOnOneLineAndBounded() throws Exception {
        AuditLog log = new AuditLog(home);
        log.append(AuditSamples.approved(1, NOVEMBER, "Fine\n\u001b[31m{\"seq\":7}\n" + "x".repeat(10_000)));

        assertThat(Files.readAllLines(file("2026-11"))).hasSize(1);
        String reason = log.page(AuditFilter.ALL, null, 1).entries().get(0).reason();
        assertThat(reason).startsWith("Fine [31m{").hasSizeLessThanOrEqualTo(AuditEntry.LONGEST_REASON + 1);
    }

    @Test
    void refusesAPlaceThatNoPageNamed() {
        for (String place : List.of("../2026-11", "2026-13.5", "2026-11", "2026-11.-1", "x")) {
            assertThatThrownBy(() -> new AuditLog(home).page(AuditFilter.ALL, place, 1))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("before");
        }
    }

    @Test
    void failsLoudlyWhereItCannotWrite() throws Exception {
        Files.createDirectory(file("2026-11"));

        assertThatThrownBy(() -> new AuditLog(home).append(AuditSamples.succeeded(1, NOVEMBER)))
                .isInstanceOf(IOException.class);
    }

    /** An interrupted thread, as that of an aborted build is, must neither lose the entry nor its interrupt. */
    @Test
    void anInterruptedThreadWritesItsEntry() throws Exception {
        Thread.currentThread().interrupt();
        new AuditLog(home).append(AuditSamples.succeeded(1, NOVEMBER));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs(AuditFilter.ALL)).containsExactly(1);
    }

    @Test
    void anotherWritersTurnIsTold() throws Exception {
        try (RandomAccessFile beside =
                        new RandomAccessFile(home.resolve("audit.lock").toFile(), "rw");
                FileLock lock = beside.getChannel().lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> new AuditLog(home).append(AuditSamples.succeeded(1, NOVEMBER)))
                    .hasMessageContaining("another thread of this process");
        }
    }

    private List<Integer> runs(AuditFilter filter) throws Exception {
        return new AuditLog(home)
                .page(filter, null, 200).entries().stream().map(AuditEntry::run).toList();
    }

    private static AuditFilter filter(
            Instant since, Instant until, String environment, String workload, String user, AuditAction action) {
        return new AuditFilter(since, until, null, environment, workload, user, action);
    }

    private Path file(String month) {
        return home.resolve("audit-" + month + ".jsonl");
    }

    private void append(String text) throws IOException {
        Files.write(file("2026-11"), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }
}
