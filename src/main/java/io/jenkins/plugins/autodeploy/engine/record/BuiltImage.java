package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An image that was built.
 *
 * @param reference what to deploy: {@code repository@sha256:…} when pushed, else {@code repository:tag}
 * @param digest the registry's digest when pushed (of the index when there are several platforms), else the image id
 * @param size bytes as the builder counts them: docker, buildah and podman uncompressed, kaniko and Jib compressed as the registry keeps them; of the first platform when there are several; 0 when unknown
 * @param builder {@code docker}, {@code buildah}, {@code podman}, {@code kaniko} or {@code jib}
 * @param baseImage what the last stage starts from, as the Dockerfile names it
 * @param baseDigest its registry's digest; null when it has none or none was told
 * @param platforms what it was built for, when that was asked for
 * @param layers the lowest first
 * @param commit the source's commit
 * @param duration from the first to the last phase
 * @param steps the build's instructions; empty when the builder works off none
 * @param comparison with the image that the job built before; null when there is none that can be compared
 */
public record BuiltImage(
        String reference,
        List<String> tags,
        String digest,
        long size,
        String builder,
        @CheckForNull String baseImage,
        @CheckForNull String baseDigest,
        List<String> platforms,
        List<ImageLayer> layers,
        boolean pushed,
        @CheckForNull String commit,
        Duration duration,
        List<BuildPhase> phases,
        List<BuildStep> steps,
        @CheckForNull ImageComparison comparison) {
    public BuiltImage {
        tags = tags == null ? List.of() : List.copyOf(tags);
        platforms = platforms == null ? List.of() : List.copyOf(platforms);
        layers = layers == null ? List.of() : List.copyOf(layers);
        phases = phases == null ? List.of() : List.copyOf(phases);
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /** This image beside the one that the job built before: how long cached steps took then, and what changed. */
    public BuiltImage after(BuiltImage before) {
        Map<String, Duration> durations = new HashMap<>();
        before.steps().stream()
                .filter(step -> step.duration() != null)
                .forEach(step -> durations.put(step.instruction(), step.duration()));
        List<BuildStep> known = steps.stream()
                .map(step -> step.cached()
                        ? new BuildStep(step.instruction(), durations.get(step.instruction()), true)
                        : step)
                .toList();
        ImageComparison change = ImageComparison.isPossible(before, this) ? ImageComparison.of(before, this) : null;
        return with(layers, phases, known, change);
    }

    /** What an index over many images keeps of this one. */
    public BuiltImage brief() {
        return with(List.of(), List.of(), List.of(), null);
    }

    /** How many steps came from the cache. */
    public long cachedSteps() {
        return steps.stream().filter(BuildStep::cached).count();
    }

    /** How long the cached steps took when they were built; zero when that is not known. */
    public Duration savedByCache() {
        return steps.stream()
                .filter(BuildStep::cached)
                .map(BuildStep::duration)
                .filter(Objects::nonNull)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private BuiltImage with(
            List<ImageLayer> newLayers,
            List<BuildPhase> newPhases,
            List<BuildStep> newSteps,
            @CheckForNull ImageComparison newComparison) {
        return new BuiltImage(
                reference,
                tags,
                digest,
                size,
                builder,
                baseImage,
                baseDigest,
                platforms,
                newLayers,
                pushed,
                commit,
                duration,
                newPhases,
                newSteps,
                newComparison);
    }
}
