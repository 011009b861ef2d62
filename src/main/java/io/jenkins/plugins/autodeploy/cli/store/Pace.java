package io.jenkins.plugins.autodeploy.cli.store;

import io.jenkins.plugins.autodeploy.engine.record.Registration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who want to look again from time to time. */
final class Pace {
    private final List<Runnable> looks = new CopyOnWriteArrayList<>();

    Registration add(Runnable look) {
        looks.add(look);
        return () -> looks.remove(look);
    }

    void look() {
        looks.forEach(Runnable::run);
    }
}
