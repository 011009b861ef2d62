package io.jenkins.plugins.autodeploy.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets Ctrl-C, and any other wish that the process should end, interrupt the thread that works, and holds the end of the process up until that thread has put everything in
 * order: an aborted deployment has gone back by then. The virtual machine itself then ends with 130 for SIGINT.
 */
final class Interruption {
    private final CountDownLatch ended = new CountDownLatch(1);

    private Interruption() {}

    /** For the thread that calls it. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> interruption.interrupt(worker), "autodeploy-interruption"));
        return interruption;
    }

    /** Lets the process end. */
    void workEnded() {
        ended.countDown();
    }

    private void interrupt(Thread worker) {
        if (ended.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
