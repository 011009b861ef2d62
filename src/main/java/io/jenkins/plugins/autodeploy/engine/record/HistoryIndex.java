package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.EnvironmentState.Release;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A job's history: an index over the runs' own records, kept in {@code history.jsonl}, that answers without loading a run. In memory it holds
 * a few numbers a run ({@link HistoryPlaces}); the summaries stay in the file and are read as they are shown. When the file is missing or damaged it is made
 * anew from the runs themselves, which only then are all read. It is written anew, too, when most of its lines are superseded.
 *
 * <p>Safe for use by several threads, and by several processes on one file: each sees what the others append. Within one process there is one index a file.
 */
public final class HistoryIndex {
    private static final Logger LOGGER = Logger.getLogger(HistoryIndex.class.getName());
    private static final int SUPERSEDED_LINES_WORTH_COMPACTING = 1000;
    private static final int MOST_RUNS_IN_A_TREND = 2000;

    private final HistoryFile file;
    private final Supplier<Stream<RunSummary>> runs;
    private HistoryPlaces places = new HistoryPlaces();
    private Object identity;
    private long indexed;

    /**
     * @param runs reads the summaries of all runs of the job, in any order; only called when the file is missing or damaged. The stream is closed after use
     */
    public HistoryIndex(Path file, Supplier<Stream<RunSummary>> runs) {
        this.file = new HistoryFile(file);
        this.runs = runs;
    }

    /** Keeps a run's summary in place of what was known of the run. */
    public synchronized void append(RunSummary run) throws IOException {
        byte[] line = HistoryFile.line(run);
        file.exclusively(() -> {
            catchUp();
            file.append(line);
            catchUp();
            compactIfWorthwhile();
            return null;
        });
    }

    /** Forgets a run that was deleted. */
    public synchronized void remove(int number) throws IOException {
        file.exclusively(() -> {
            catchUp();
            if (places.contains(number)) {
                file.append(HistoryFile.deletion(number));
                catchUp();
            }
            return null;
        });
    }

    /** Empty when the history does not know the run. */
    public synchronized Optional<RunSummary> find(int number) throws IOException {
        refresh();
        if (!places.contains(number)) {
            return Optional.empty();
        }
        try (RandomAccessFile opened = file.open()) {
            return Optional.of(read(opened, number));
        }
    }

    /**
     * One page, the newest run first. A text is looked for in the summaries, anything else in memory.
     *
     * @param page from 1; behind the last one there are no runs
     * @param size from 1
     */
    public synchronized HistoryPage page(int page, int size, HistoryFilter filter) throws IOException {
        refresh();
        List<Integer> numbers = places.newestFirst(filter.status(), filter.environment());
        long skip = (long) (page - 1) * size;
        List<RunSummary> shown = new ArrayList<>();
        if (filter.text() == null) {
            List<Integer> wanted = numbers.stream().skip(skip).limit(size).toList();
            readEach(wanted, shown::add);
            return new HistoryPage(page, size, numbers.size(), shown);
        }
        int[] total = {0};
        readEach(numbers, run -> {
            if (filter.accepts(run) && total[0]++ >= skip && shown.size() < size) {
                shown.add(run);
            }
        });
        return new HistoryPage(page, size, total[0], shown);
    }

    /** The numbers of the runs that have not ended, the newest first. */
    public synchronized List<Integer> running() throws IOException {
        refresh();
        return places.running();
    }

    /**
     * What runs where, by the name of the environment; without places that nothing ever reached. Looks at no more of a place's newest runs than {@link Environments#isSettled} asks for.
     */
    public synchronized List<EnvironmentState> environments() throws IOException {
        refresh();
        List<EnvironmentState> states = new ArrayList<>();
        if (places.isEmpty()) {
            return states;
        }
        try (RandomAccessFile opened = file.open()) {
            for (Map.Entry<HistoryPlaces.Spot, List<Integer>> spot :
                    places.deployedTo().entrySet()) {
                List<Release> releases = releases(opened, spot.getKey(), spot.getValue());
                if (releases.stream().anyMatch(release -> release.deployment().reachedTarget())) {
                    states.add(Environments.state(releases));
                }
            }
        }
        return states;
    }

    private List<Release> releases(RandomAccessFile opened, HistoryPlaces.Spot spot, List<Integer> newestFirst)
            throws IOException {
        List<Release> releases = new ArrayList<>();
        Iterator<Integer> numbers = newestFirst.iterator();
        for (int read = 0; numbers.hasNext() && !Environments.isSettled(releases, read); read++) {
            RunSummary run = read(opened, numbers.next());
            List<Deployment> deployments = run.deployments();
            for (int i = deployments.size() - 1; i >= 0; i--) {
                if (HistoryPlaces.Spot.of(deployments.get(i)).equals(spot)) {
                    releases.add(new Release(run.number(), run.name(), run.url(), run.title(), deployments.get(i)));
                }
            }
        }
        return releases;
    }

    /** How the deployments of the last days went. Looks at 2000 runs at most. */
    public synchronized Trend trends(Instant now, int days) throws IOException {
        refresh();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant since = today.minusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<RunSummary> recent = new ArrayList<>();
        readEach(places.startedSince(since, MOST_RUNS_IN_A_TREND), recent::add);
        return Trends.of(recent, today, days);
    }

    private interface Reader {
        void take(RunSummary run);
    }

    private void readEach(List<Integer> numbers, Reader reader) throws IOException {
        if (numbers.isEmpty()) {
            return;
        }
        try (RandomAccessFile opened = file.open()) {
            for (int number : numbers) {
                reader.take(read(opened, number));
            }
        }
    }

    private RunSummary read(RandomAccessFile opened, int number) throws IOException {
        byte[] line = new byte[places.length(number)];
        opened.seek(places.offset(number));
        opened.readFully(line);
        return Json.read(new String(line, StandardCharsets.UTF_8), RunSummary.class);
    }

    /** Takes in what was written since the last look; only then waits for other processes. */
    private void refresh() throws IOException {
        Object now = file.identity();
        if (now == null || !now.equals(identity) || file.size() != indexed) {
            file.exclusively(() -> {
                catchUp();
                return null;
            });
        }
    }

    private void catchUp() throws IOException {
        Object now = file.identity();
        if (now == null) {
            rebuild("it is missing");
            return;
        }
        if (!now.equals(identity) || file.size() < indexed) {
            places = new HistoryPlaces();
            identity = now;
            indexed = 0;
        }
        if (!index()) {
            rebuild("it is damaged");
        }
    }

    /** Indexes the lines that are new. False when one of them cannot be read or the last one was torn. */
    private boolean index() throws IOException {
        try (RandomAccessFile opened = file.open()) {
            boolean[] sound = {true};
            indexed = JsonLines.scan(opened, indexed, HistoryFile.LONGEST_LINE, (offset, line) -> {
                sound[0] = place(offset, line);
                return sound[0];
            });
            return sound[0] && indexed == opened.length();
        }
    }

    private boolean place(long offset, @CheckForNull byte[] line) {
        if (line == null) {
            return false;
        }
        try {
            IndexedRun run = Json.read(new String(line, StandardCharsets.UTF_8), IndexedRun.class);
            if (run == null || run.number() <= 0 || !run.deleted() && run.started() == null) {
                return false;
            }
            places.put(run, offset, line.length);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private void rebuild(String why) throws IOException {
        try (Stream<RunSummary> all = runs.get()) {
            file.replace(all.map(HistoryIndex::lineOrNothing).iterator());
        }
        reopen();
        // A job's first run finds no history either, and there is nothing to tell of that.
        Level level = places.isEmpty() ? Level.FINE : Level.INFO;
        LOGGER.log(
                level, "Made the history {0} anew from {1} runs because {2}", new Object[] {file, places.size(), why});
    }

    private static byte[] lineOrNothing(RunSummary run) {
        try {
            return HistoryFile.line(run);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A run is left out of the history", e);
            return new byte[0];
        }
    }

    private void compactIfWorthwhile() throws IOException {
        if (places.superseded() < Math.max(SUPERSEDED_LINES_WORTH_COMPACTING, places.size())) {
            return;
        }
        try (RandomAccessFile opened = file.open()) {
            List<Integer> numbers = places.newestFirst(null, null);
            file.replace(numbers.stream().map(number -> rawLine(opened, number)).iterator());
        }
        reopen();
    }

    private byte[] rawLine(RandomAccessFile opened, int number) {
        try {
            byte[] line = new byte[places.length(number) + 1];
            opened.seek(places.offset(number));
            opened.readFully(line);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reopen() throws IOException {
        places = new HistoryPlaces();
        identity = file.identity();
        indexed = 0;
        if (!index()) {
            throw new IOException("The history %s is damaged although it was just written".formatted(file));
        }
    }
}
