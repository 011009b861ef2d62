package io.jenkins.plugins.autodeploy.engine.image.request;

import java.util.function.Function;
import java.util.function.Predicate;

/** What may be asked of a build and not every builder can do. */
public enum BuildFeature {
    BUILD_ARGS(
            "buildArgs",
            p -> !p.buildArgs().isEmpty(),
            p -> String.join(", ", p.buildArgs().keySet())),
    TARGET("target", p -> p.target() != null, BuildParameters::target),
    SEVERAL_PLATFORMS("platform", p -> p.platforms().size() > 1, p -> String.join(",", p.platforms())),
    NETWORK("network", p -> p.network() != null, BuildParameters::network),
    SECRETS(
            "secrets",
            p -> !p.secrets().isEmpty(),
            p -> String.join(", ", p.secrets().keySet())),
    CACHE_FROM("cacheFrom", p -> !p.cacheFrom().isEmpty(), p -> String.join(", ", p.cacheFrom())),
    CACHE_TO("cacheTo", p -> p.cacheTo() != null && !p.hasInlineCache(), BuildParameters::cacheTo),
    CACHE_TO_INLINE("cacheTo", BuildParameters::hasInlineCache, BuildParameters::cacheTo),
    OCI_FORMAT("format", p -> "oci".equals(p.format()), BuildParameters::format),
    DOCKER_FORMAT("format", p -> "docker".equals(p.format()), BuildParameters::format),
    BASE_IMAGE("baseImage", p -> p.baseImage() != null, BuildParameters::baseImage),
    /** An image that stays where it was built. */
    NO_PUSH("push", p -> false, p -> "false");

    private final String parameter;
    private final Predicate<BuildParameters> asked;
    private final Function<BuildParameters, String> value;

    BuildFeature(String parameter, Predicate<BuildParameters> asked, Function<BuildParameters, String> value) {
        this.parameter = parameter;
        this.asked = asked;
        this.value = value;
    }

    /** The parameter that asks for it. */
    public String parameter() {
        return parameter;
    }

    /** The parameter, with the value that asks for it where only that one does. */
    public String words() {
        return switch (this) {
            case SEVERAL_PLATFORMS -> "several platforms";
            case CACHE_TO_INLINE -> "`cacheTo: 'inline'`";
            case CACHE_TO -> "`cacheTo` a repository";
            case OCI_FORMAT -> "`format: 'oci'`";
            case DOCKER_FORMAT -> "`format: 'docker'`";
            case NO_PUSH -> "`push: false`";
            default -> "`" + parameter + "`";
        };
    }

    /** What was asked for, without any secret. */
    public String value(BuildRequest request) {
        return value.apply(request.parameters());
    }

    public boolean isAskedBy(BuildRequest request) {
        return this == NO_PUSH ? !request.push() : asked.test(request.parameters());
    }
}
