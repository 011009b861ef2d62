package io.jenkins.plugins.autodeploy.cli.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.LockStore;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.SharedLockStore;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where runs from the terminal keep what they did, for {@code serve} and for later runs: {@code HOME/jobs/JOB/history.jsonl} and
 * {@code HOME/jobs/JOB/runs/N/events.jsonl}. Several processes may use it at a time; within one process there is one store a home.
 */
public final class CliRunStore {
    private static final Logger LOGGER = Logger.getLogger(CliRunStore.class.getName());
    private static final Pattern JOB_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int ID_LENGTH = 8;

    private final Path home;
    private final Path jobs;
    private final AuditLog audit;
    private final SharedLockStore queues;
    private final InstantSource clock;
    private final Map<String, CliJob> open = new HashMap<>();

    public CliRunStore(Path home, InstantSource clock) {
        this.home = home;
        this.jobs = home.resolve("jobs");
        this.audit = new AuditLog(home);
        this.queues = new SharedLockStore(home.resolve("locks.json"));
        this.clock = clock;
    }

    /** {@code $XDG_DATA_HOME/autodeploy}, or {@code ~/.local/share/autodeploy} where that is not set. */
    public static Path defaultHome(Map<String, String> environment, Path userHome) {
        String data = environment.get("XDG_DATA_HOME");
        Path base = data == null || data.isBlank() ? userHome.resolve(".local/share") : Path.of(data);
        return base.resolve("autodeploy");
    }

    /** Who did what with the deployments of all jobs: {@code HOME/audit-2026-11.jsonl}. */
    public AuditLog audit() {
        return audit;
    }

    /** @throws InvalidInputException if the name could not be a directory's and a URL's part everywhere */
    public synchronized CliJob job(String name) throws InvalidInputException {
        if (!JOB_NAME.matcher(name).matches()) {
            throw new InvalidInputException(
                    "job", name, "letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 100");
        }
        return open.computeIfAbsent(name, unknown -> new CliJob(name, this::id, jobs.resolve(name), clock));
    }

    /** The queues before the targets that the runs of all jobs deploy to. */
    public LockStore queues() {
        return queues;
    }

    /** Whether the run that has a place in a queue has ended or died. */
    public boolean isOver(Place place) {
        CliJob job = place.job() == null ? null : ofFullName(place.job());
        try {
            return job == null || job.hasEnded(place.run());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Whether run %d of %s goes on cannot be seen"
                    .formatted(place.run(), job.name()));
            return false;
        }
    }

    /** The job that a run's trigger names, if there is such a job. */
    @CheckForNull
    public CliJob ofFullName(String fullName) {
        return find(CliJob.nameOf(fullName));
    }

    /** What tells jobs of this store from jobs of the same name in others, whose runs have numbers of their own; made when it is first asked for. */
    private String id() throws IOException {
        Path file = home.resolve("store-id");
        if (!Files.exists(file)) {
            String id = UUID.randomUUID().toString();
            Files.createDirectories(home);
            Path fresh = Files.writeString(home.resolve("store-id." + id), id.substring(0, ID_LENGTH));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** The job's name if there is such a job. */
    @CheckForNull
    public CliJob find(String name) {
        try {
            return JOB_NAME.matcher(name).matches() && Files.isDirectory(jobs.resolve(name)) ? job(name) : null;
        } catch (InvalidInputException e) {
            return null;
        }
    }

    /** The names of the jobs that have run, in alphabetical order. */
    public List<String> jobNames() throws IOException {
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(jobs)) {
            return directories
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .filter(name -> JOB_NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }
}
