package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a run's event log from its file, whether or not somebody is still writing it. Finds its place by bisecting the file on {@code seq},
 * so that a page of a long log costs what the page costs, and keeps nothing in memory or open. Damaged lines are passed over; a missing file is an
 * empty log. As an {@link EventSource} it stands for a run that is over.
 */
public final class EventReader implements EventSource {
    /** Bytes of one line without its line feed; {@link EventLog} writes none that is longer. */
    static final int LONGEST_LINE = 256 * 1024;

    private static final int MOST_BYTES_AT_ONCE = 1024 * 1024;
    private static final int SHORT_ENOUGH_TO_SCAN = 64 * 1024;

    private final Path file;

    public EventReader(Path file) {
        this.file = file;
    }

    @Override
    public List<Event> after(long seq, int most) throws IOException {
        List<Event> events = new ArrayList<>();
        if (most <= 0 || !Files.exists(file)) {
            return events;
        }
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            long start = startOfLinesAfter(opened, seq);
            long[] last = {seq};
            JsonLines.scan(opened, start, LONGEST_LINE, (offset, line) -> {
                Event event = parse(line);
                if (event != null && event.seq() > last[0]) {
                    events.add(event);
                    last[0] = event.seq();
                }
                return events.size() < most && (events.isEmpty() || offset - start < MOST_BYTES_AT_ONCE);
            });
        } catch (FileNotFoundException e) {
            return List.of(); // deleted since it was seen
        }
        return events;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public Registration onGrowth(Runnable signal) {
        return Registration.NONE;
    }

    /** An offset at or before the first line with a greater {@code seq}, and not far before it. */
    private static long startOfLinesAfter(RandomAccessFile opened, long seq) throws IOException {
        long low = 0;
        long high = seq <= 0 ? 0 : opened.length();
        while (high - low > SHORT_ENOUGH_TO_SCAN) {
            long middle = low + (high - low) / 2;
            long[] found = firstReadable(opened, JsonLines.lineStart(opened, middle), high);
            if (found.length > 0 && found[1] <= seq) {
                low = found[0];
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Offset and {@code seq} of the first undamaged line between two offsets; empty when there is none. */
    private static long[] firstReadable(RandomAccessFile opened, long from, long to) throws IOException {
        long[][] found = {{}};
        if (from < to) {
            JsonLines.scan(opened, from, LONGEST_LINE, (offset, line) -> {
                Event event = offset < to ? parse(line) : null;
                if (event != null) {
                    found[0] = new long[] {offset, event.seq()};
                }
                return event == null && offset < to;
            });
        }
        return found[0];
    }

    /** Null when the line is no event. */
    @CheckForNull
    static Event parse(@CheckForNull byte[] line) {
        if (line == null || line.length == 0) {
            return null;
        }
        try {
            Event event = Json.read(new String(line, StandardCharsets.UTF_8), Event.class);
            return event == null || event.seq() <= 0 || event.time() == null ? null : event;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
