package io.jenkins.plugins.autodeploy.cli.store;

import io.jenkins.plugins.autodeploy.engine.live.JobRuns;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventReader;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.HistoryFilter;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.LastImages;
import io.jenkins.plugins.autodeploy.engine.record.PassedScans;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import io.jenkins.plugins.autodeploy.engine.record.RunSummary;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The runs of one project from the terminal. Other processes write them: whoever wants to see them live asks for news at a steady pace. */
public final class CliJob implements JobRuns {
    static final String EVENTS = "events.jsonl";
    static final String SUMMARY = "run.json";
    static final String LOCK = "run.lock";
    /** In the full name of a job, behind its name and before the id of its store. */
    private static final char SEPARATOR = '@';

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final String name;
    private final StoreId store;
    private final Path directory;
    private final InstantSource clock;
    private final HistoryIndex history;
    private final Pace pace = new Pace();
    private final Set<Integer> begunHere = ConcurrentHashMap.newKeySet();

    /** What tells a store from all others. */
    @FunctionalInterface
    interface StoreId {
        String get() throws IOException;
    }

    CliJob(String name, StoreId store, Path directory, InstantSource clock) {
        this.name = name;
        this.store = store;
        this.directory = directory;
        this.clock = clock;
        this.history = new HistoryIndex(directory.resolve("history.jsonl"), this::summaries);
    }

    /**
     * Begins a run under the next free number.
     *
     * @param user who started it
     */
    public CliRun begin(String user) throws IOException {
        Path runs = Files.createDirectories(directory.resolve("runs"));
        for (int number = nextNumber(); ; number++) {
            try {
                Path run = Files.createDirectory(runs.resolve(String.valueOf(number)));
                begunHere.add(number);
                Trigger trigger = new Trigger("cli", user, number, null, fullName());
                return new CliRun(history, run, RunSummary.begin(number, null, clock.instant(), trigger), clock);
            } catch (FileAlreadyExistsException e) {
                continue; // another process took the number
            }
        }
    }

    private int nextNumber() throws IOException {
        try (Stream<Integer> numbers = numbers()) {
            return numbers.mapToInt(Integer::intValue).max().orElse(0) + 1;
        }
    }

    private Stream<Integer> numbers() throws IOException {
        Path runs = directory.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return Stream.empty();
        }
        return Files.list(runs)
                .map(run -> run.getFileName().toString())
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Integer::valueOf);
    }

    private Stream<RunSummary> summaries() {
        try {
            return numbers().map(this::summary).filter(Objects::nonNull);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunSummary summary(int number) {
        try {
            return Json.read(Files.readString(run(number).resolve(SUMMARY)), RunSummary.class);
        } catch (IOException e) {
            return null; // the run had no time to write it
        }
    }

    private Path run(int number) {
        return directory.resolve("runs").resolve(String.valueOf(number));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public HistoryIndex history() {
        return history;
    }

    /** Runs whose process died without a word are ended here, so that none goes on for ever. */
    @Override
    public List<Integer> running() throws IOException {
        for (int number : history.running()) {
            if (!begunHere.contains(number) && CliRun.isAbandoned(run(number))) {
                RunSummary left = history.find(number).orElseThrow();
                history.append(left.end(clock.instant(), DeploymentStatus.ABORTED));
            }
        }
        return history.running();
    }

    /** The image that the last run built for each repository. */
    public LastImages lastImages() {
        return new LastImages(directory.resolve("images.json"));
    }

    /** The scans that passed last, to compare the next ones with. */
    public PassedScans passedScans() {
        return new PassedScans(directory.resolve("scans.json"));
    }

    /** Where layers of images are kept from one run to the next. */
    public Path layerCache() {
        return directory.resolve("layers");
    }

    @Override
    public Optional<EventSource> events(int number) throws IOException {
        Path file = run(number).resolve(EVENTS);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(
                running().contains(number)
                        ? new TailedEvents(file, () -> isOver(number), pace)
                        : new EventReader(file));
    }

    /** The name of a job whose full name a trigger has. */
    static String nameOf(String fullName) {
        int end = fullName.indexOf(SEPARATOR);
        return end < 0 ? fullName : fullName.substring(0, end);
    }

    /** Its name among the jobs of all stores, as the triggers of its runs have it. */
    public String fullName() throws IOException {
        return name + SEPARATOR + store.get();
    }

    /** Whether a run has ended or died, or is not there. */
    boolean hasEnded(int number) throws IOException {
        Path run = run(number);
        return !Files.isDirectory(run) || !begunHere.contains(number) && CliRun.isAbandoned(run);
    }

    private boolean isOver(int number) throws IOException {
        return !running().contains(number);
    }

    @Override
    public List<ScanReport> scans(int number) throws IOException {
        return new CliScans(run(number)).briefs();
    }

    @Override
    public Optional<InputStream> scanReport(int number, int scan) throws IOException {
        return scanDocument(number, scan, ScanDocument.REPORT);
    }

    /** The names of the documents that a scan of a run left. */
    public List<String> scanDocuments(int number, int scan) {
        return new CliScans(run(number)).names(scan);
    }

    /** A document that a scan of a run left; empty when there is none of that name. */
    public Optional<InputStream> scanDocument(int number, int scan, String name) throws IOException {
        return new CliScans(run(number)).open(scan, name);
    }

    @Override
    public Registration onChange(Runnable listener) {
        return pace.add(listener);
    }

    /** When the newest run began, in seconds since 1970; 0 when there is none. */
    public long lastStarted() throws IOException {
        return history.page(1, 1, HistoryFilter.ALL).runs().stream()
                .mapToLong(run -> run.started().getEpochSecond())
                .findFirst()
                .orElse(0);
    }

    /** Looks for news of other processes and tells those who wait for them. */
    public void look() {
        pace.look();
    }
}
