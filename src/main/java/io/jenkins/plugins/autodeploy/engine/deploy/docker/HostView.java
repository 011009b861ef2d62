package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is on a Docker host, as one workload's deployment sees it. Pure.
 *
 * @param containers of all workloads, the lowest revision first
 * @param route where the proxy sends the workload's users, if it says so
 */
record HostView(String workload, List<WorkloadContainer> containers, Optional<ProxyRoute> route) {
    static final int KEPT_REVISIONS = 5;

    HostView {
        containers = List.copyOf(containers);
    }

    /** The container that runs as the workload now; without the proxy's word the newest one that was ever healthy. */
    Optional<WorkloadContainer> live() {
        Optional<WorkloadContainer> served =
                route.map(ProxyRoute::container).flatMap(this::find).filter(WorkloadContainer::isRunning);
        return served.isPresent() ? served : newestRunning(workload);
    }

    Optional<WorkloadContainer> find(String name) {
        return mine().stream()
                .filter(container -> container.name().equals(name))
                .findFirst();
    }

    /** The containers of the workload, the lowest revision first. */
    List<WorkloadContainer> mine() {
        return ofWorkload(workload);
    }

    int nextRevision() {
        return mine().stream().mapToInt(WorkloadContainer::revision).max().orElse(0) + 1;
    }

    Set<Integer> takenPorts() {
        return containers.stream()
                .filter(WorkloadContainer::isRunning)
                .map(WorkloadContainer::port)
                .collect(Collectors.toSet());
    }

    /** Another workload whose users come to that port. */
    Optional<String> otherWorkloadAt(int publicPort) {
        return routes().stream()
                .filter(route ->
                        route.publicPort() == publicPort && !route.workload().equals(workload))
                .map(ProxyRoute::workload)
                .findFirst();
    }

    /** Where the users of every workload that runs have to be sent when the proxy's own word is lost. */
    List<ProxyRoute> routes() {
        return containers.stream()
                .map(WorkloadContainer::workload)
                .distinct()
                .flatMap(name -> newestRunning(name).stream())
                .map(WorkloadContainer::route)
                .toList();
    }

    /** Stopped containers that are too old to be kept for a rollback. */
    List<WorkloadContainer> outlived() {
        List<WorkloadContainer> stopped = kept().toList();
        return stopped.subList(0, Math.max(0, stopped.size() - KEPT_REVISIONS));
    }

    /**
     * The container whose version is to come back.
     *
     * @param to revision or deployment id; null for the newest revision before the live one
     * @throws InvalidInputException with what is possible, if it is not
     */
    WorkloadContainer rollbackTo(@CheckForNull String to) throws InvalidInputException {
        // One that does not stay up is what is to be left, too.
        int liveRevision = live().or(() -> route.map(ProxyRoute::container).flatMap(this::find))
                .map(WorkloadContainer::revision)
                .orElse(Integer.MAX_VALUE);
        Predicate<WorkloadContainer> wanted = to == null
                ? container -> container.revision() < liveRevision
                : container -> to.equals(String.valueOf(container.revision())) || to.equals(container.deploymentId());
        return kept().filter(wanted)
                .max(Comparator.comparingInt(WorkloadContainer::revision))
                .orElseThrow(() -> impossible(to));
    }

    private InvalidInputException impossible(@CheckForNull String to) {
        if (mine().isEmpty()) {
            return new InvalidInputException("workload", workload, "a workload that was deployed to this Docker host");
        }
        String possible = kept().map(container -> "%d (%s, deployment %s)"
                        .formatted(container.revision(), container.image(), container.deploymentId()))
                .collect(Collectors.joining(", "));
        String runs = live().map(
                        container -> "; revision %d (%s) runs now".formatted(container.revision(), container.image()))
                .orElse("");
        return new InvalidInputException(
                "to",
                to == null ? "the revision before" : to,
                "a revision or deployment that the host keeps of %s: %s%s"
                        .formatted(workload, possible.isEmpty() ? "there is none" : possible, runs));
    }

    /** Versions that worked and do not serve now. */
    Stream<WorkloadContainer> kept() {
        String liveName = live().map(WorkloadContainer::name).orElse("");
        return mine().stream()
                .filter(container -> container.proven() && !container.name().equals(liveName));
    }

    private Optional<WorkloadContainer> newestRunning(String name) {
        return ofWorkload(name).stream()
                .filter(container -> container.isRunning() && container.proven())
                .max(Comparator.comparingInt(WorkloadContainer::revision));
    }

    private List<WorkloadContainer> ofWorkload(String name) {
        return containers.stream()
                .filter(container -> container.workload().equals(name))
                .toList();
    }
}
