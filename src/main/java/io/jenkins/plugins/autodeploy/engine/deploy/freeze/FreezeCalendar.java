package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All freezes of a host. Pure. */
public record FreezeCalendar(List<FreezeWindow> windows) {
    public static final FreezeCalendar EMPTY = new FreezeCalendar(List.of());

    /** How many windows in a row are looked at to find an end; what is frozen longer than that has its end said too early. */
    private static final int MOST_IN_A_ROW = 100;

    public FreezeCalendar {
        windows = List.copyOf(windows);
    }

    /** The freeze of an environment, with the reason of the window that ends last and the end of all that overlap or follow without a pause. */
    public Optional<Freeze> at(String environment, Instant now) {
        Optional<Freeze> freeze = lastToEnd(environment, now);
        Optional<Freeze> next = freeze;
        for (int i = 0; i < MOST_IN_A_ROW && next.isPresent(); i++) {
            Instant end = next.get().until();
            freeze = freeze.map(first -> new Freeze(first.reason(), end));
            next = lastToEnd(environment, end);
        }
        return freeze;
    }

    private Optional<Freeze> lastToEnd(String environment, Instant now) {
        return windows.stream()
                .filter(window -> window.concerns(environment))
                .flatMap(window -> window.activeAt(now).stream())
                .max(Comparator.comparing(Freeze::until));
    }
}
