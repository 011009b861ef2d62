package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The event log of a run that goes on: the truth of what happened in it, one JSON line per event in a file that only grows. Each event is one
 * write, so after a crash of the process its line is whole or absent; what a crash of the machine tore is cut off when the log is opened
 * again, and numbering goes on behind it. One process at a time may have a log open for writing.
 *
 * <p>Readers, live ones too, read the file: the log only tells them that it grew. So a slow reader costs nothing, and nothing is kept for it.
 */
public final class EventLog implements EventSink, EventSource, Closeable {
    private static final Logger LOGGER = Logger.getLogger(EventLog.class.getName());
    private static final int LONGEST_MESSAGE = 16 * 1024;

    private final Path file;
    private final InstantSource clock;
    private final EventReader reader;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final FileOutputStream out;
    private long size;
    private long lastSeq;
    private volatile boolean closed;

    private EventLog(Path file, InstantSource clock, Tail tail) throws IOException {
        this.file = file;
        this.clock = clock;
        this.reader = new EventReader(file);
        this.size = tail.size;
        this.lastSeq = tail.seq;
        this.out = new FileOutputStream(file.toFile(), true);
    }

    /**
     * Opens a log for writing and creates it where it is missing.
     *
     * @throws IOException if the file cannot be made, read or repaired
     */
    public static EventLog open(Path file, InstantSource clock) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new EventLog(file, clock, Files.exists(file) ? repaired(file) : new Tail(0, 0));
    }

    @Override
    public void emit(
            EventType type,
            @CheckForNull Stage stage,
            @CheckForNull StageStatus status,
            String message,
            @CheckForNull Integer progress,
            Map<String, Object> data) {
        if (closed) {
            LOGGER.log(Level.FINE, "Came too late for {0}: {1}", new Object[] {file, message});
            return;
        }
        try {
            write(new Event(0, clock.instant(), type, stage, status, shortened(message), progress, present(data)));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "An event could not be kept in " + file, e);
            return;
        }
        signal();
    }

    private synchronized void write(Event event) throws IOException {
        if (closed) {
            throw new IOException("The log is closed");
        }
        byte[] line = line(numbered(event, lastSeq + 1, event.data()));
        if (line.length > EventReader.LONGEST_LINE) {
            line = line(numbered(event, lastSeq + 1, Map.of("omitted", "the data of this event was too long")));
        }
        try {
            out.write(line);
        } catch (IOException e) {
            truncate(file, size); // a full disk takes half a line; the next one must not continue it
            throw e;
        }
        size += line.length;
        lastSeq++;
    }

    @Override
    public List<Event> after(long seq, int most) throws IOException {
        return reader.after(seq, most);
    }

    @Override
    public boolean isComplete() {
        return closed;
    }

    @Override
    public Registration onGrowth(Runnable signal) {
        listeners.add(signal);
        return () -> listeners.remove(signal);
    }

    /** The position of the last event; 0 when there is none. */
    public synchronized long lastSeq() {
        return lastSeq;
    }

    /** Ends the log: it is complete and takes no more events. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            out.close();
        }
        signal();
    }

    private void signal() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "A viewer of " + file + " failed", e);
            }
        }
    }

    private static Event numbered(Event event, long seq, Map<String, Object> data) {
        return new Event(
                seq,
                event.time(),
                event.type(),
                event.stage(),
                event.status(),
                event.message(),
                event.progress(),
                data);
    }

    private static byte[] line(Event event) {
        return (Json.write(event) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String shortened(@CheckForNull String message) {
        if (message == null || message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int end =
                Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1)) ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE;
        return message.substring(0, end) + "\u2026";
    }

    /** Leaves out facts without a value: an event holds no nulls. */
    private static Map<String, Object> present(@CheckForNull Map<String, Object> data) {
        Map<String, Object> present = data == null ? new HashMap<>() : new HashMap<>(data);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    private record Tail(long size, long seq) {}

    /** Cuts off what follows the last line feed. A damaged line counts as one event, because viewers may have seen it whole. */
    private static Tail repaired(Path file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            long[] seq = {0};
            long end = JsonLines.scan(opened, 0, EventReader.LONGEST_LINE, (offset, line) -> {
                Event event = EventReader.parse(line);
                seq[0] = event == null ? seq[0] + 1 : Math.max(seq[0], event.seq());
                return true;
            });
            if (end < opened.length()) {
                opened.setLength(end);
            }
            return new Tail(end, seq[0]);
        }
    }

    private static void truncate(Path file, long size) {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(size);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The end of " + file + " could not be repaired", e);
        }
    }
}
