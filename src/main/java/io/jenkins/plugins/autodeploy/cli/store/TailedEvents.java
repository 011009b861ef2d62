package io.jenkins.plugins.autodeploy.cli.store;

import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventReader;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The events of a run that another process writes. */
final class TailedEvents implements EventSource {
    /** Tells whether the run is over. */
    @FunctionalInterface
    interface Over {
        boolean isOver() throws IOException;
    }

    private final Path file;
    private final EventReader reader;
    private final Over over;
    private final Pace pace;

    TailedEvents(Path file, Over over, Pace pace) {
        this.file = file;
        this.reader = new EventReader(file);
        this.over = over;
        this.pace = pace;
    }

    @Override
    public List<Event> after(long seq, int most) throws IOException {
        return reader.after(seq, most);
    }

    @Override
    public boolean isComplete() {
        try {
            return over.isOver();
        } catch (IOException e) {
            return false; // reading the events will say what is wrong
        }
    }

    @Override
    public Registration onGrowth(Runnable signal) {
        AtomicLong seen = new AtomicLong(size());
        return pace.add(() -> {
            long size = size();
            if (seen.getAndSet(size) != size || isComplete()) {
                signal.run();
            }
        });
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
