package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A workload's watch that is opened when it is first needed, and then tells of all changes that come together once. Used by a run's tasks, one at a time. */
public final class OpenedWatch implements AutoCloseable {
    private final ClusterApi cluster;
    private final String workload;
    private final Consumer<Runnable> tasks;
    private final Runnable changed;
    private final BiConsumer<Throwable, Runnable> failed;
    private final AtomicBoolean lookPending = new AtomicBoolean();

    @CheckForNull
    private WorkloadWatch watch;

    /** Keeps the shared watches open until {@link #watch} looks by them. */
    @CheckForNull
    private WorkloadWatch expected;

    @CheckForNull
    private CompletionStage<Void> opening;

    /** Whether all of the workload has been seen: what is missing before may only not have been listed yet. */
    private boolean known;

    /**
     * @param tasks where the run's tasks go
     * @param changed told, as a task, when the view may have changed
     * @param failed told, as a task, that it could not be opened, and how to try again
     */
    public OpenedWatch(
            ClusterApi cluster,
            String workload,
            Consumer<Runnable> tasks,
            Runnable changed,
            BiConsumer<Throwable, Runnable> failed) {
        this.cluster = cluster;
        this.workload = workload;
        this.tasks = tasks;
        this.changed = changed;
        this.failed = failed;
    }

    /** Begins to open it, while what it is to look at is still being found out. */
    public void expect(WorkloadKind kind) {
        if (watch == null && expected == null) {
            expected = new WorkloadWatch(cluster, kind, workload, new LabelSelector(), () -> {});
        }
    }

    /** Goes on with {@code next} once the workload is known. */
    public void open(WorkloadKind kind, LabelSelector selector, Runnable next) {
        if (known) {
            next.run();
            return;
        }
        if (watch == null) {
            watch = new WorkloadWatch(cluster, kind, workload, selector, this::look);
            opening = watch.known();
            forget();
        }
        WorkloadWatch opened = watch;
        opening.whenComplete((started, failure) -> tasks.accept(() -> {
            if (watch != opened) {
                return; // closed meanwhile
            }
            if (failure == null) {
                known = true;
                next.run();
                look();
            } else {
                close();
                failed.accept(failure, () -> open(kind, selector, next));
            }
        }));
    }

    /** Has the run look again. */
    public void look() {
        if (lookPending.compareAndSet(false, true)) {
            tasks.accept(() -> {
                lookPending.set(false);
                if (known) {
                    changed.run();
                }
            });
        }
    }

    public boolean isOpen() {
        return known;
    }

    /** The workload as it was last seen; only while it is open. */
    public WorkloadView view() {
        return watch.view();
    }

    /** What was opened early is shared by the watch itself now, or needed no more. */
    private void forget() {
        if (expected != null) {
            expected.close();
            expected = null;
        }
    }

    @Override
    public void close() {
        forget();
        if (watch != null) {
            watch.close();
            watch = null;
            known = false;
        }
    }
}
