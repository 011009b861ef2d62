package io.jenkins.plugins.autodeploy.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.queue.Place;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of a terminal that deploy to one target, of which the second is a real one. */
class CliQueueTest {
    @TempDir
    Path home;

    private Process other;

    /** The other process: takes the target, and leaves it when it is told to. */
    static final class Other {
        public static void main(String[] arguments) throws Exception {
            CliRunStore store = new CliRunStore(Path.of(arguments[0]), InstantSource.system());
            CliRun run = store.job("shop").begin("ada");
            TargetLocks.Ticket ticket = enter(store, run, "other", () -> System.out.println("granted"));
            System.in.read();
            ticket.leave();
            run.end(DeploymentStatus.SUCCEEDED);
        }
    }

    @AfterEach
    void stop() {
        if (other != null) {
            other.destroyForcibly();
        }
    }

    @Test
    void waitsUntilTheOtherHasLeft() throws Exception {
        startOther();
        CliRunStore store = new CliRunStore(home, InstantSource.system());
        CliRun run = store.job("shop").begin("grace");
        List<String> told = new CopyOnWriteArrayList<>();
        TargetLocks locks = new TargetLocks(store.queues(), InstantSource.system());
        TargetLocks.Ticket ticket =
                locks.enter(Samples.PRODUCTION, place(run, "own"), EventSink.NONE, () -> told.add("granted"));

        locks.release(store::isOver);
        assertThat(told).isEmpty();
        assertThat(ticket.waitsFor()).endsWith("(other), which works on web (place 1 in the queue)");

        other.getOutputStream().write('\n');
        other.getOutputStream().flush();
        await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
            locks.release(store::isOver);
            assertThat(told).containsExactly("granted");
        });
        run.end(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void doesNotWaitForOneThatWasKilled() throws Exception {
        startOther();
        CliRunStore store = new CliRunStore(home, InstantSource.system());
        CliRun run = store.job("shop").begin("grace");
        CompletableFuture<Void> granted = new CompletableFuture<>();
        TargetLocks locks = new TargetLocks(store.queues(), InstantSource.system());
        locks.enter(Samples.PRODUCTION, place(run, "own"), EventSink.NONE, () -> granted.complete(null));
        assertThat(granted).isNotDone();

        other.destroyForcibly().waitFor();
        locks.release(store::isOver);

        assertThat(granted).isDone();
        run.end(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void runsOfTwoStoresAreOfDifferentJobs() throws Exception {
        String one = new CliRunStore(home.resolve("one"), InstantSource.system())
                .job("shop")
                .fullName();
        String other = new CliRunStore(home.resolve("other"), InstantSource.system())
                .job("shop")
                .fullName();

        assertThat(one).matches("shop@[0-9a-f]{8}").isNotEqualTo(other);
        assertThat(new CliRunStore(home.resolve("one"), InstantSource.system())
                        .job("shop")
                        .fullName())
                .isEqualTo(one);
    }

    @Test
    void aRunThatIsNotThereIsOver() throws Exception {
        CliRunStore store = new CliRunStore(home, InstantSource.system());
        CliRun run = store.job("shop").begin("grace");
        String job = run.summary().trigger().job();

        assertThat(store.isOver(new Place("a", job, run.number(), Instant.EPOCH, null)))
                .isFalse();
        assertThat(store.isOver(new Place("a", job, run.number() + 1, Instant.EPOCH, null)))
                .isTrue();
        assertThat(store.isOver(new Place("a", "gone@1", 1, Instant.EPOCH, null)))
                .isTrue();
        assertThat(store.isOver(new Place("a", null, 1, Instant.EPOCH, null))).isTrue();
        run.end(DeploymentStatus.SUCCEEDED);
    }

    private void startOther() throws Exception {
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = other.inputReader();
        assertThat(said.readLine()).isEqualTo("granted");
    }

    private static TargetLocks.Ticket enter(CliRunStore store, CliRun run, String deployment, Runnable granted) {
        return new TargetLocks(store.queues(), InstantSource.system())
                .enter(Samples.PRODUCTION, place(run, deployment), EventSink.NONE, granted);
    }

    private static Place place(CliRun run, String deployment) {
        return new Place(deployment, run.summary().trigger().job(), run.number(), Instant.now(), null);
    }
}
