package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.record.Samples;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queues outlive their process, whenever it dies and whatever becomes of the file. */
class LockStoreTest {
    private static final Target WEB = Samples.PRODUCTION;
    private static final Target OTHER = new Target(Target.DOCKER, "unix:///run/docker.sock", "", "web");

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void place() {
        file = home.resolve("locks.json");
    }

    @Test
    void theNextProcessFindsThemAsTheyWere() {
        FileLockStore first = new FileLockStore(file);
        first.update(queues -> queues.enter(WEB, place("a"))
                .enter(WEB, place("b"))
                .enter(OTHER, place("c"))
                .grantedAt(Samples.START));
        first.update(queues ->
                queues.without(place -> place.deployment().equals("a")).grantedAt(Samples.START.plusSeconds(5)));

        TargetQueues found = new FileLockStore(file).read();

        assertThat(found).isEqualTo(first.read());
        assertThat(found.of(WEB).orElseThrow().holder())
                .isEqualTo(new Place("b", "shop", 7, Samples.START, Samples.START.plusSeconds(5)));
        assertThat(found.of(OTHER).orElseThrow().waiting()).isEmpty();
    }

    @Test
    void aCrashBetweenWritingAndReplacingLeavesTheOldOnes() throws Exception {
        new FileLockStore(file).update(queues -> queues.enter(WEB, place("a")));
        Files.writeString(home.resolve("locks.json.new"), "{\"queues\":[{\"tar");

        FileLockStore next = new FileLockStore(file);
        next.update(queues -> queues.enter(WEB, place("b")));

        assertThat(names(new FileLockStore(file).read())).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"queues\":[{\"tar",
                "[]",
                "null",
                "{\"queues\":[{\"places\":[{\"deployment\":\"a\"}]}]}",
                "{\"queues\":[{\"target\":{\"kind\":\"docker\"},\"places\":[null]}]}",
                "{\"queues\":[{\"target\":{\"kind\":\"docker\"},\"places\":[{\"run\":3}]}]}"
            })
    void aDamagedFileIsPutAsideAndNobodyWaitsForWhatItHeld(String damaged) throws Exception {
        Files.writeString(file, damaged);

        FileLockStore store = new FileLockStore(file);

        assertThat(store.read()).isEqualTo(TargetQueues.NONE);
        assertThat(home.resolve("locks.json.damaged")).hasContent(damaged);
        store.update(queues -> queues.enter(WEB, place("a")));
        assertThat(names(new FileLockStore(file).read())).containsExactly("a");
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() throws Exception {
        new FileLockStore(file).update(queues -> queues.enter(WEB, place("a")));
        Files.writeString(file, Files.readString(file).replace("\"deployment\"", "\"priority\":3,\"deployment\""));

        assertThat(names(new FileLockStore(file).read())).containsExactly("a");
    }

    @Test
    void oneProcessGoesOnWhereTheFileCannotBeWritten() throws Exception {
        Files.writeString(home.resolve("none"), "no directory");
        FileLockStore store = new FileLockStore(home.resolve("none/locks.json"));

        store.update(queues -> queues.enter(WEB, place("a")));

        assertThat(names(store.read())).containsExactly("a");
    }

    @Test
    void severalProcessesDoNotGoOnWithoutTheirFile() throws Exception {
        Files.writeString(home.resolve("none"), "no directory");

        assertThatThrownBy(() -> new SharedLockStore(home.resolve("none/locks.json")).read())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none/locks.json");
    }

    @Test
    void eachSharedStoreSeesWhatOthersChanged() {
        SharedLockStore one = new SharedLockStore(file);
        SharedLockStore other = new SharedLockStore(file);

        one.update(queues -> queues.enter(WEB, place("a")));
        other.update(queues -> queues.enter(WEB, place("b")));
        one.update(queues -> queues.without(place -> place.deployment().equals("a")));

        assertThat(names(other.read())).containsExactly("b");
    }

    @Test
    void whoHasAPlaceKeepsItAndWhoHadTheTargetGoesBeforeThoseWhoOnlyWaited() {
        TargetQueues queues = TargetQueues.NONE
                .enter(WEB, place("a"))
                .enter(WEB, place("b"))
                .enter(WEB, place("a"))
                .reenter(WEB, place("b"))
                .reenter(WEB, place("old"));

        assertThat(names(queues)).containsExactly("a", "old", "b");
        assertThat(queues.without(place -> true)).isEqualTo(TargetQueues.NONE);
    }

    private static Place place(String deployment) {
        return new Place(deployment, "shop", 7, Samples.START, null);
    }

    private static List<String> names(TargetQueues queues) {
        return queues.places().stream().map(Place::deployment).toList();
    }
}
