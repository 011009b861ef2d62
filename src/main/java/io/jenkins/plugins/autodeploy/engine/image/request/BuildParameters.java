package io.jenkins.plugins.autodeploy.engine.image.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an image is built. Which builder can do what is told by {@link BuildFeature}.
 *
 * @param buildArgs arguments of the Dockerfile, by their names in order; they stay readable in the image's history, so none may be a secret
 * @param labels by their names in order
 * @param target the Dockerfile's stage to stop at
 * @param platforms {@code linux/arm64}; several make an index; none means the builder's own
 * @param network of {@code RUN} instructions: {@code host}, {@code none} or what else the builder knows
 * @param secrets build secrets by the ids under which {@code RUN --mount=type=secret} finds them; they reach neither a layer nor a command line
 * @param cacheFrom repositories whose images hold layers to take over
 * @param cacheTo the repository that the layers are pushed to for later builds, or {@code inline} to keep what is needed in the image itself
 * @param format {@code oci} or {@code docker}; null for the builder's own
 * @param baseImage what files are put onto where nothing is run: a reference, {@code tar://} and a path, or {@code scratch}
 */
public record BuildParameters(
        Map<String, String> buildArgs,
        Map<String, String> labels,
        @CheckForNull String target,
        List<String> platforms,
        boolean noCache,
        boolean pull,
        @CheckForNull String network,
        Map<String, SecretText> secrets,
        List<String> cacheFrom,
        @CheckForNull String cacheTo,
        @CheckForNull String format,
        @CheckForNull String baseImage)
        implements Serializable {
    /** The value of {@link #cacheTo} that pushes nothing besides the image. */
    public static final String INLINE = "inline";

    public BuildParameters {
        buildArgs = Collections.unmodifiableMap(new TreeMap<>(buildArgs));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        platforms = List.copyOf(platforms);
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        cacheFrom = List.copyOf(cacheFrom);
    }

    public static Builder builder() {
        return new Builder();
    }

    boolean hasInlineCache() {
        return INLINE.equals(cacheTo);
    }

    /** Collects what was asked for; what is not set is not asked for. */
    public static final class Builder {
        private Map<String, String> buildArgs = Map.of();
        private Map<String, String> labels = Map.of();
        private String target;
        private List<String> platforms = List.of();
        private boolean noCache;
        private boolean pull;
        private String network;
        private Map<String, SecretText> secrets = Map.of();
        private List<String> cacheFrom = List.of();
        private String cacheTo;
        private String format;
        private String baseImage;

        private Builder() {}

        public Builder buildArgs(Map<String, String> values) {
            buildArgs = values;
            return this;
        }

        public Builder labels(Map<String, String> values) {
            labels = values;
            return this;
        }

        public Builder target(@CheckForNull String stage) {
            target = stage;
            return this;
        }

        public Builder platforms(List<String> values) {
            platforms = values;
            return this;
        }

        public Builder noCache(boolean value) {
            noCache = value;
            return this;
        }

        public Builder pull(boolean value) {
            pull = value;
            return this;
        }

        public Builder network(@CheckForNull String value) {
            network = value;
            return this;
        }

        public Builder secrets(Map<String, SecretText> values) {
            secrets = values;
            return this;
        }

        public Builder cacheFrom(List<String> values) {
            cacheFrom = values;
            return this;
        }

        public Builder cacheTo(@CheckForNull String value) {
            cacheTo = value;
            return this;
        }

        public Builder format(@CheckForNull String value) {
            format = value;
            return this;
        }

        public Builder baseImage(@CheckForNull String value) {
            baseImage = value;
            return this;
        }

        public BuildParameters build() {
            return new BuildParameters(
                    buildArgs, labels, target, platforms, noCache, pull, network, secrets, cacheFrom, cacheTo, format,
                    baseImage);
        }
    }
}
