package io.jenkins.plugins.autodeploy.engine.deploy.queue;

import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who has a target and who waits for it.
 *
 * @param places never empty: the first has the target, the others wait in their order
 */
public record TargetQueue(Target target, List<Place> places) {
    public TargetQueue {
        places = places == null ? List.of() : List.copyOf(places);
    }

    public Place holder() {
        return places.get(0);
    }

    public List<Place> waiting() {
        return places.subList(1, places.size());
    }

    boolean has(String deployment) {
        return places.stream().anyMatch(place -> place.deployment().equals(deployment));
    }

    TargetQueue with(int index, Place place) {
        List<Place> more = new ArrayList<>(places);
        more.add(Math.min(index, more.size()), place);
        return new TargetQueue(target, more);
    }

    TargetQueue without(Predicate<Place> leaving) {
        return new TargetQueue(target, places.stream().filter(leaving.negate()).toList());
    }
}
