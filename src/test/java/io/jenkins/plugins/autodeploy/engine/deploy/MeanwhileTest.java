package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Runnable> waiting = new ArrayList<>();
    private final AtomicInteger times = new AtomicInteger();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void isDoneByAnotherThreadWhichIsWaitedFor() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Meanwhile<String> work = Meanwhile.begin(thread, () -> {
            begun.countDown();
            await(free);
            return Thread.currentThread().getName();
        });
        await(begun);
        free.countDown();

        assertThat(work.result()).isNotEqualTo(Thread.currentThread().getName());
    }

    @Test
    void isDoneByTheOneWhoAsksWhereNobodyHasBegunIt() throws Exception {
        Meanwhile<Integer> work = Meanwhile.begin(waiting::add, times::incrementAndGet);

        assertThat(work.result()).isOne();
        waiting.forEach(Runnable::run);
        assertThat(work.result()).isOne();
        assertThat(times).hasValue(1);
    }

    @Test
    void failsForTheOneWhoAsksAsItFailed() {
        assertThatThrownBy(Meanwhile.begin(thread, () -> {
                    throw new InvalidInputException("image", "x", "an image");
                })::result)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("image");
        assertThatThrownBy(Meanwhile.begin(waiting::add, () -> {
                    throw new IllegalStateException("broken");
                })::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThatThrownBy(Meanwhile.begin(thread, () -> {
                    throw new NoClassDefFoundError("of a library");
                })::result)
                .isInstanceOf(NoClassDefFoundError.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
