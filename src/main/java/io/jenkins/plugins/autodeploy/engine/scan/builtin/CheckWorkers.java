package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.AdvisoriesUnusableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at files on several threads, some files at a time, and gives what they told in the order in which the files were given. Whoever gives files waits while the
 * contents of those that wait have more than 64 MB. All methods are for one thread, which may be interrupted; closing ends the threads.
 */
final class CheckWorkers implements AutoCloseable {
    private static final int MOST_FINDINGS = 5_000;
    private static final int FEWEST_THREADS = 2;
    private static final int MOST_THREADS = 4;
    private static final int BATCH_FILES = 64;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int WAITING_BYTES = 64 << 20;
    private static final int SECONDS_TO_END = 60;

    private final ExecutorService threads;
    private final Semaphore memory = new Semaphore(WAITING_BYTES);
    private final AtomicInteger findings = new AtomicInteger();
    private final List<Future<List<CheckedFile>>> results = new ArrayList<>();
    private List<GivenFile> batch = new ArrayList<>();
    private int batchBytes;
    private final Duration timeout;
    private final long end;
    private volatile boolean late;

    /** @param timeout after which no file is looked at any more */
    CheckWorkers(Duration timeout) {
        this.timeout = timeout;
        end = System.nanoTime() + timeout.toNanos();
        int processors = Runtime.getRuntime().availableProcessors();
        threads = Executors.newFixedThreadPool(
                Math.max(FEWEST_THREADS, Math.min(MOST_THREADS, processors)), CheckWorkers::thread);
    }

    /** Where a file's bytes come from, asked for by the thread that looks at it. */
    @FunctionalInterface
    interface Content {
        byte[] read() throws IOException;
    }

    private record GivenFile(
            FileChecks checks,
            String path,
            Content content,
            @CheckForNull String layer) {}

    /**
     * Has a file looked at by {@link FileChecks#look}.
     *
     * @param size about how many bytes its content has
     */
    void add(FileChecks checks, String path, int size, Content content, @CheckForNull String layer)
            throws InterruptedIOException {
        batch.add(new GivenFile(checks, path, content, layer));
        batchBytes += size;
        if (batch.size() >= BATCH_FILES || batchBytes >= BATCH_BYTES) {
            submit();
        }
    }

    /** Whether so much was found that nobody can read it; there is no use in going on. */
    boolean isFull() {
        return findings.get() > MOST_FINDINGS;
    }

    /**
     * What the files told, one for each that was given, in their order.
     *
     * @throws AdvisoriesUnusableException of a file, see {@link FileChecks#look}
     * @throws TooMuchException when they took longer than they may
     */
    List<CheckedFile> join() throws AdvisoriesUnusableException, InterruptedIOException, TooMuchException {
        submit();
        List<CheckedFile> joined = new ArrayList<>();
        for (Future<List<CheckedFile>> result : results) {
            try {
                joined.addAll(result.get());
            } catch (InterruptedException | CancellationException e) {
                throw aborted();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AdvisoriesUnusableException unusable) {
                    throw unusable;
                }
                throw new IllegalStateException("A file could not be checked", e.getCause());
            }
        }
        if (late) {
            throw new TooMuchException(
                    "The built-in checks did not end within %d minutes".formatted(timeout.toMinutes()));
        }
        return joined;
    }

    /** Ends the threads before it returns, so that nothing goes on after an abort. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit() throws InterruptedIOException {
        List<GivenFile> given = batch;
        int bytes = Math.min(batchBytes, WAITING_BYTES);
        try {
            memory.acquire(bytes);
        } catch (InterruptedException e) {
            throw aborted();
        }
        batch = new ArrayList<>();
        batchBytes = 0;
        results.add(threads.submit(() -> {
            try {
                return look(given);
            } finally {
                memory.release(bytes);
            }
        }));
    }

    private List<CheckedFile> look(List<GivenFile> files) throws AdvisoriesUnusableException, InterruptedIOException {
        List<CheckedFile> checked = new ArrayList<>();
        for (GivenFile file : files) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            late |= System.nanoTime() - end > 0;
            CheckedFile found = late ? CheckedFile.LEFT_OUT : look(file);
            findings.addAndGet(found.findings().size());
            checked.add(found);
        }
        return checked;
    }

    private static CheckedFile look(GivenFile file) throws AdvisoriesUnusableException, InterruptedIOException {
        byte[] content;
        try {
            content = file.content().read();
        } catch (IOException e) {
            return CheckedFile.LEFT_OUT;
        }
        return file.checks().look(file.path(), content, file.layer());
    }

    /** The interruption stays to be seen by those further out. */
    private static InterruptedIOException aborted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("The scan was aborted");
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "AutoDeploy built-in checks");
        thread.setDaemon(true);
        return thread;
    }
}
