package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where each run's line is in the history's file, and the little of it by which runs are chosen: about 150 bytes a run, for 50,000 runs at
 * most; older ones are forgotten.
 */
final class HistoryPlaces {
    private static final int MOST_RUNS = 50_000;

    /** An environment on a target. */
    record Spot(String environment, Target target) {
        static Spot of(Deployment deployment) {
            return new Spot(deployment.environment(), deployment.target());
        }
    }

    private record Place(
            long offset, int length, DeploymentStatus status, long started, boolean ended, Set<Spot> spots) {}

    private final TreeMap<Integer, Place> byNumber = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Spot, NavigableSet<Integer>> bySpot =
            new TreeMap<>(Comparator.comparing(Spot::environment, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(spot -> String.valueOf(spot.target())));
    private final Map<Set<Spot>, Set<Spot>> shared = new HashMap<>();
    private int lines;

    void put(IndexedRun run, long offset, int length) {
        lines++;
        forget(run.number());
        if (run.deleted()) {
            return;
        }
        Set<Spot> spots = spots(run);
        byNumber.put(
                run.number(),
                new Place(offset, length, run.status(), run.started().getEpochSecond(), run.ended() != null, spots));
        for (Spot spot : spots) {
            bySpot.computeIfAbsent(spot, unknown -> new TreeSet<>(Comparator.reverseOrder()))
                    .add(run.number());
        }
        if (byNumber.size() > MOST_RUNS) {
            forget(byNumber.lastKey());
        }
    }

    /** Most runs of a job deploy to the same places: the sets are kept once. */
    private Set<Spot> spots(IndexedRun run) {
        Set<Spot> spots = new HashSet<>();
        run.deployments().forEach(deployment -> spots.add(new Spot(deployment.environment(), deployment.target())));
        return shared.computeIfAbsent(Set.copyOf(spots), known -> known);
    }

    private void forget(int number) {
        Place place = byNumber.remove(number);
        if (place == null) {
            return;
        }
        for (Spot spot : place.spots()) {
            bySpot.computeIfPresent(spot, (known, numbers) -> {
                numbers.remove(number);
                return numbers.isEmpty() ? null : numbers;
            });
        }
    }

    List<Integer> newestFirst(@CheckForNull DeploymentStatus status, @CheckForNull String environment) {
        List<Integer> numbers = new ArrayList<>();
        byNumber.forEach((number, place) -> {
            if ((status == null || place.status() == status)
                    && (environment == null
                            || place.spots().stream().anyMatch(spot -> environment.equals(spot.environment())))) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    /** The newest first. Runs with greater numbers began later. */
    List<Integer> startedSince(Instant since, int most) {
        List<Integer> numbers = new ArrayList<>();
        for (Map.Entry<Integer, Place> run : byNumber.entrySet()) {
            if (numbers.size() == most || run.getValue().started() < since.getEpochSecond()) {
                break;
            }
            numbers.add(run.getKey());
        }
        return numbers;
    }

    List<Integer> running() {
        return byNumber.entrySet().stream()
                .filter(run -> !run.getValue().ended())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The runs that deployed to each place, the newest first. */
    Map<Spot, List<Integer>> deployedTo() {
        Map<Spot, List<Integer>> deployedTo = new LinkedHashMap<>();
        bySpot.forEach((spot, numbers) -> deployedTo.put(spot, List.copyOf(numbers)));
        return deployedTo;
    }

    boolean contains(int number) {
        return byNumber.containsKey(number);
    }

    long offset(int number) {
        return byNumber.get(number).offset();
    }

    int length(int number) {
        return byNumber.get(number).length();
    }

    boolean isEmpty() {
        return byNumber.isEmpty();
    }

    int size() {
        return byNumber.size();
    }

    /** How many lines of the file tell nothing any more. */
    int superseded() {
        return lines - byNumber.size();
    }
}
