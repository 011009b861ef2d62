package io.jenkins.plugins.autodeploy.cli.host;

import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.LineOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs processes on this machine with an empty standard input. A process that must end before its time gets {@code SIGTERM} with all its
 * descendants, and {@code SIGKILL} when they have not gone shortly after; the same happens when this virtual machine ends.
 */
public final class ProcessCommandRunner implements CommandRunner {
    /** How long output is awaited that a background child of an ended process may still hold open. */
    private static final long DRAIN_SECONDS = 5;

    @Override
    public int run(Command command, Consumer<String> standardOutput, Consumer<String> standardError)
            throws IOException, InterruptedException {
        Process process = start(command);
        ProcessTree tree = new ProcessTree(process.toHandle());
        Thread endWithUs = new Thread(tree::end, "end " + command.arguments().get(0));
        remember(endWithUs);
        try {
            return await(command, process, standardOutput, standardError);
        } finally {
            tree.end();
            forget(endWithUs);
        }
    }

    private static Process start(Command command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments()).directory(new File(command.directory()));
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static int await(
            Command command, Process process, Consumer<String> standardOutput, Consumer<String> standardError)
            throws IOException, InterruptedException {
        Object turn = new Object();
        AtomicReference<RuntimeException> refused = new AtomicReference<>();
        Thread out = pump(process, process.getInputStream(), inTurn(turn, standardOutput), refused);
        Thread err = pump(process, process.getErrorStream(), inTurn(turn, standardError), refused);
        if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CommandTimeoutException(command);
        }
        out.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS));
        err.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS));
        if (refused.get() != null) {
            throw refused.get();
        }
        return process.exitValue();
    }

    private static Consumer<String> inTurn(Object turn, Consumer<String> lines) {
        return line -> {
            synchronized (turn) {
                lines.accept(line);
            }
        };
    }

    /** Reads until the process closes the stream. A consumer that throws ends the process: nobody takes its output any more. */
    private static Thread pump(
            Process process, InputStream stream, Consumer<String> lines, AtomicReference<RuntimeException> refused) {
        Thread thread = new Thread(
                () -> {
                    try (stream;
                            LineOutputStream split = new LineOutputStream(lines)) {
                        stream.transferTo(split);
                    } catch (IOException e) {
                        // The stream was closed under the reader because the process was ended: there is no more
                        // output.
                    } catch (RuntimeException e) {
                        refused.compareAndSet(null, e);
                        process.destroy();
                    }
                },
                "output of " + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void remember(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The virtual machine is ending: this process is part of putting things in order, and its time is limited.
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The virtual machine is ending and runs the hook, which finds nothing left to do.
        }
    }
}
