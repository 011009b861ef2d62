package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Turns the proxy of the host where the run is and waits until it has: nginx takes a configuration up after it was told to, or keeps the old one and only logs why. */
final class ProxyTurn {
    /** nginx gives up after two and a half seconds to listen where somebody else does. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final DockerRun run;

    ProxyTurn(DockerRun run) {
        this.run = run;
    }

    /** What comes after the turn. */
    @FunctionalInterface
    interface Next {
        /** @param workers nginx's processes from before the turn */
        void turned(Set<Integer> workers) throws DockerException, InterruptedException;
    }

    void to(ProxyRoute route, Next next) throws DockerException, InterruptedException {
        send(route, run.now().plus(TIMEOUT), next);
    }

    /** A proxy that only starts cannot be told anything yet, and its first workers would be taken for those that know the route. */
    private void send(ProxyRoute route, Instant started, Next next) throws DockerException, InterruptedException {
        ReverseProxy proxy = run.host().proxy();
        ReverseProxy.Workers before = proxy.workers();
        if (before.serving().isEmpty() && run.now().isBefore(started)) {
            sendSoon(route, started, next);
            return;
        }
        proxy.send(route);
        await(before.all(), run.now().plus(TIMEOUT), next);
    }

    private void sendSoon(ProxyRoute route, Instant started, Next next) {
        run.lookAgain(() -> run.attempt(() -> send(route, started, next), () -> sendSoon(route, started, next)));
    }

    private void await(Set<Integer> before, Instant limit, Next next) {
        run.attempt(
                () -> {
                    ReverseProxy proxy = run.host().proxy();
                    if (proxy.workers().renewedSince(before)) {
                        next.turned(before);
                    } else if (run.now().isBefore(limit)) {
                        run.lookAgain(() -> await(before, limit, next));
                    } else {
                        run.failHere("the proxy did not take up its configuration: " + proxy.lastComplaint());
                    }
                },
                () -> await(before, limit, next));
    }
}
