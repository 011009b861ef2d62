package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a rollback would change. Names alone: values of variables and configuration may be secret.
 *
 * @param now what runs
 * @param then what would run
 * @param env the variables of the containers
 * @param config what would change of the configuration that the containers read
 * @param replicasNow null where the target has no number of replicas
 * @param replicasThen as many as now where the rollback leaves them alone
 * @param other what else would change or is left as it is, one sentence each
 * @param possible the versions that can be gone back to, the newest first
 */
public record RollbackPreview(
        String workload,
        Version now,
        Version then,
        Names env,
        List<ConfigChange> config,
        @CheckForNull Integer replicasNow,
        @CheckForNull Integer replicasThen,
        List<String> other,
        List<Version> possible) {
    public RollbackPreview {
        config = List.copyOf(config);
        other = List.copyOf(other);
        possible = List.copyOf(possible);
    }

    /**
     * A version of the workload.
     *
     * @param revision the target's number of it
     * @param deploymentId the deployment that brought it; null when none did
     * @param deployed when that began; null when it is not known
     * @param good whether it was seen to work
     */
    public record Version(
            @CheckForNull Long revision,
            @CheckForNull String deploymentId,
            String image,
            @CheckForNull Instant deployed,
            @CheckForNull String commit,
            boolean good) {}

    /** Names that would come, go, or stand for something else. */
    public record Names(List<String> added, List<String> removed, List<String> changed) {
        public static final Names NONE = new Names(List.of(), List.of(), List.of());

        public Names {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }

        /** What differs between the values that go by names now and then. */
        public static Names between(Map<String, ?> now, Map<String, ?> then) {
            return new Names(
                    then.keySet().stream()
                            .filter(name -> !now.containsKey(name))
                            .toList(),
                    now.keySet().stream()
                            .filter(name -> !then.containsKey(name))
                            .toList(),
                    then.keySet().stream()
                            .filter(name ->
                                    now.containsKey(name) && !now.get(name).equals(then.get(name)))
                            .toList());
        }

        private void tell(String what, List<String> sentences) {
            tell("add", what, added, sentences);
            tell("remove", what, removed, sentences);
            tell("change", what, changed, sentences);
        }

        private static void tell(String verb, String what, List<String> names, List<String> sentences) {
            if (!names.isEmpty()) {
                sentences.add("would %s %s %s".formatted(verb, what, String.join(", ", names)));
            }
        }
    }

    /**
     * A ConfigMap or Secret that is not the same for both versions.
     *
     * @param object {@code ConfigMap web-config}
     * @param keys of its content, where that would change
     */
    public record ConfigChange(String object, Kind kind, Names keys) {
        /** What becomes of it. */
        public enum Kind {
            /** Only the version that would run reads it. */
            USED,
            /** Only the version that runs reads it. */
            UNUSED,
            /** Its content of then would be had back. */
            RESTORED,
            /** Its content is another one than then, and stays: it is not one of a deployment's own objects. */
            LEFT
        }

        private void tell(List<String> sentences) {
            switch (kind) {
                case USED -> sentences.add("would read " + object);
                case UNUSED -> sentences.add("would not read %s any more".formatted(object));
                case RESTORED -> {
                    sentences.add("would restore " + object);
                    keys.tell("in %s the keys".formatted(object), sentences);
                }
                case LEFT ->
                    sentences.add("would leave %s as it is, although it was another one then".formatted(object));
            }
        }
    }

    /** All of it, one sentence for each change. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (!now.image().equals(then.image())) {
            sentences.add("would change the image from %s to %s".formatted(now.image(), then.image()));
        }
        env.tell("the variables", sentences);
        config.forEach(change -> change.tell(sentences));
        if (!Objects.equals(replicasNow, replicasThen)) {
            sentences.add("would change the replicas from %s to %s".formatted(replicasNow, replicasThen));
        }
        sentences.addAll(other);
        return sentences;
    }
}
