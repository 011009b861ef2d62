package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.autodeploy.engine.audit.AuditLog;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.freeze.FreezeSource;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.KubernetesConnections;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.FileLockStore;
import io.jenkins.plugins.autodeploy.engine.live.LiveRuns;
import io.jenkins.plugins.autodeploy.engine.live.RunningDeployments;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import jenkins.model.Jenkins;

/** What all runs of this controller share: threads, the queue before each deployment target, the audit log, and the time. */
@Extension
public final class AutoDeployRuntime {
    /** Enough, since what takes its time goes to {@link #workers}. */
    private static final int SCHEDULER_THREADS = 4;

    private static final int MOST_VIEWERS = 500;

    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(SCHEDULER_THREADS, threads("AutoDeploy"));
    private final ExecutorService workers = Executors.newCachedThreadPool(threads("AutoDeploy step"));
    private final KubernetesConnections connections = new KubernetesConnections(scheduler, workers);
    private final TargetLocks locks = new TargetLocks(new FileLockStore(locksFile()), clock());
    private final LiveRuns live = new LiveRuns(clock(), workers, MOST_VIEWERS);
    private final RunningDeployments running = new RunningDeployments();
    private final ConcurrentMap<Path, HistoryIndex> histories = new ConcurrentHashMap<>();
    private final AuditLog audit =
            new AuditLog(Jenkins.get().getRootDir().toPath().resolve("autodeploy"));
    private final ProxiedHttp http = new ProxiedHttp();
    private volatile boolean shuttingDown;

    public AutoDeployRuntime() {
        scheduler.setRemoveOnCancelPolicy(true);
    }

    public static AutoDeployRuntime get() {
        return ExtensionList.lookupSingleton(AutoDeployRuntime.class);
    }

    /** For short tasks that wait for nothing. */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** For work that may take its time: one thread each while it runs. */
    public ExecutorService workers() {
        return workers;
    }

    /** What the deployments of this controller share. */
    public RunContext deployments(FreezeSource freezes) {
        return new RunContext(locks, freezes, scheduler, workers, clock());
    }

    /** What deployments reach clusters by. */
    public KubernetesConnections connections() {
        return connections;
    }

    /** The queues before the targets, which outlive a restart. */
    public TargetLocks locks() {
        return locks;
    }

    public Clock clock() {
        return Clock.systemUTC();
    }

    /** The logs of the runs that go on, and who watches them. */
    public LiveRuns live() {
        return live;
    }

    /** The deployments that go on. */
    public RunningDeployments running() {
        return running;
    }

    /** Who did what with the deployments of this controller. */
    public AuditLog audit() {
        return audit;
    }

    /** For requests to addresses that administrators configured. */
    public ProxiedHttp http() {
        return http;
    }

    /** The histories that were asked for, by their file. */
    public ConcurrentMap<Path, HistoryIndex> histories() {
        return histories;
    }

    /** Whether Jenkins is going down: what fails now fails because of that, and is taken up again afterwards. */
    public boolean isShuttingDown() {
        return shuttingDown;
    }

    /** Ends the threads; deployments that go on are taken up again after the restart. */
    @Terminator
    public void shutDown() {
        shuttingDown = true;
        locks.close();
        connections.close();
        scheduler.shutdownNow();
        workers.shutdownNow();
        live.close();
    }

    private static Path locksFile() {
        return Jenkins.get().getRootDir().toPath().resolve("io.jenkins.plugins.autodeploy.locks.json");
    }

    private static NamingThreadFactory threads(String name) {
        return new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), name);
    }
}
