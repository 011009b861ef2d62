package io.jenkins.plugins.autodeploy.engine.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.WriteTurn;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The audit log of a host: one JSON line an entry, a file a month ({@code audit-2026-11.jsonl}, in UTC), each of which only grows and is never written anew. An entry is one write of one line that is on disk when
 * {@link #append} returns, so that after a crash it is whole or absent; what a crash of the machine tore is cut off before the next entry. Several processes may write. Readers begin at the newest entry and read no
 * more than they need.
 *
 * <p>Safe for use by several threads; a process has one log a directory.
 */
public final class AuditLog {
    private static final int LONGEST_LINE = 64 * 1024;
    /** Lines that are read for one page at most: some tens of megabytes. */
    private static final int MOST_LINES = 50_000;
    /** By how much clocks of processes that write one log may differ. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private static final Pattern FILE = Pattern.compile("audit-([0-9]{4}-(?:0[1-9]|1[0-2]))\\.jsonl");
    private static final Pattern PLACE = Pattern.compile("([0-9]{4}-(?:0[1-9]|1[0-2]))\\.([0-9]{1,15})");

    private final Path directory;
    private final WriteTurn turn;

    public AuditLog(Path directory) {
        this.directory = directory;
        this.turn = new WriteTurn(directory.resolve("audit.lock"));
    }

    /**
     * Keeps one more entry, as the newest.
     *
     * @return the entry with its number
     */
    public synchronized AuditEntry append(AuditEntry entry) throws IOException {
        return turn.take(() -> {
            List<YearMonth> months = months();
            YearMonth month = YearMonth.from(entry.time().atZone(ZoneOffset.UTC));
            if (!months.isEmpty() && months.get(0).isAfter(month)) {
                month = months.get(0); // the clock went back: the order of the entries is theirs, not the clock's
            }
            AuditEntry numbered = entry.numbered(lastSeq(months) + 1);
            write(month, numbered);
            return numbered;
        });
    }

    private void write(YearMonth month, AuditEntry entry) throws IOException {
        byte[] line = (Json.write(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > LONGEST_LINE) {
            throw new IOException("An audit entry of %d bytes is longer than a line may be".formatted(line.length));
        }
        try (RandomAccessFile file = new RandomAccessFile(file(month).toFile(), "rw")) {
            long end = LinesFromEnd.end(file);
            file.setLength(end);
            file.seek(end);
            file.write(line);
            file.getFD().sync();
        }
    }

    private long lastSeq(List<YearMonth> months) throws IOException {
        for (YearMonth month : months) {
            long[] last = {0};
            try (RandomAccessFile file = open(month)) {
                LinesFromEnd.scan(file, Long.MAX_VALUE, LONGEST_LINE, line -> {
                    AuditEntry entry = parsed(line);
                    last[0] = entry == null ? 0 : entry.seq();
                    return entry == null;
                });
            }
            if (last[0] > 0) {
                return last[0];
            }
        }
        return 0;
    }

    /**
     * The {@link AuditEntry#key keys} of all that was kept of a deployment.
     *
     * @param since when it was asked for: older entries are not read
     */
    public Set<String> keysOf(String deployment, Instant since) throws IOException {
        Set<String> keys = new HashSet<>();
        Instant oldest = since.minus(CLOCKS);
        boolean[] more = {true};
        for (YearMonth month : months()) {
            try (RandomAccessFile file = open(month)) {
                LinesFromEnd.scan(file, Long.MAX_VALUE, LONGEST_LINE, line -> {
                    AuditEntry entry = parsed(line);
                    more[0] = entry == null || !entry.time().isBefore(oldest);
                    if (more[0] && entry != null && entry.deployment().equals(deployment)) {
                        keys.add(entry.key());
                    }
                    return more[0];
                });
            }
            if (!more[0]) {
                break;
            }
        }
        return keys;
    }

    /**
     * Entries, the newest first.
     *
     * @param place what the page before named as {@link AuditPage#next}; null to begin with the newest entry
     * @param size how many at most
     * @throws InvalidInputException when there is no such place
     */
    public AuditPage page(AuditFilter filter, @CheckForNull String place, int size)
            throws IOException, InvalidInputException {
        Place from = place == null ? null : Place.of(place);
        List<YearMonth> months = months().stream()
                .filter(month -> from == null || !month.isAfter(from.month()))
                .filter(month -> filter.since() == null
                        || !month.isBefore(YearMonth.from(filter.since().atZone(ZoneOffset.UTC))))
                .toList();
        Reading reading = new Reading(filter, size);
        for (int i = 0; i < months.size(); i++) {
            YearMonth month = months.get(i);
            long before = from != null && from.month().equals(month) ? from.offset() : Long.MAX_VALUE;
            long at;
            try (RandomAccessFile file = open(month)) {
                at = LinesFromEnd.scan(file, before, LONGEST_LINE, reading);
            }
            if (reading.isOver()) {
                return new AuditPage(
                        reading.entries, at == 0 && i == months.size() - 1 ? null : new Place(month, at).toString());
            }
        }
        return new AuditPage(reading.entries, null);
    }

    /** Takes what fits until there is enough of it. */
    private static final class Reading implements LinesFromEnd.Visitor {
        private final AuditFilter filter;
        private final int size;
        private final List<AuditEntry> entries = new ArrayList<>();
        private int lines;

        Reading(AuditFilter filter, int size) {
            this.filter = filter;
            this.size = size;
        }

        @Override
        public boolean visit(@CheckForNull byte[] line) {
            lines++;
            AuditEntry entry = parsed(line);
            if (entry != null && filter.matches(entry)) {
                entries.add(entry);
            }
            return !isOver();
        }

        boolean isOver() {
            return entries.size() >= size || lines >= MOST_LINES;
        }
    }

    /** Behind which line to go on with older ones. */
    private record Place(YearMonth month, long offset) {
        static Place of(String text) throws InvalidInputException {
            Matcher matcher = PLACE.matcher(text);
            if (!matcher.matches()) {
                throw new InvalidInputException("before", text, "what the page before named as next");
            }
            return new Place(YearMonth.parse(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }

        @Override
        public String toString() {
            return month + "." + offset;
        }
    }

    /** The months that have a file, the newest first. */
    private List<YearMonth> months() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> YearMonth.parse(name.group(1)))
                    .sorted(Collections.reverseOrder())
                    .toList();
        }
    }

    private RandomAccessFile open(YearMonth month) throws IOException {
        return new RandomAccessFile(file(month).toFile(), "r");
    }

    private Path file(YearMonth month) {
        return directory.resolve("audit-" + month + ".jsonl");
    }

    /** Null for what is no entry, which readers pass over. */
    @CheckForNull
    private static AuditEntry parsed(@CheckForNull byte[] line) {
        if (line == null) {
            return null;
        }
        try {
            AuditEntry entry = Json.read(new String(line, StandardCharsets.UTF_8), AuditEntry.class);
            boolean whole = entry != null
                    && entry.time() != null
                    && entry.actor() != null
                    && entry.deployment() != null
                    && entry.target() != null;
            return whole ? entry : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
