package io.jenkins.plugins.autodeploy.engine.image.builder;

import io.jenkins.plugins.autodeploy.engine.image.builder.DockerClient.Build;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildFeature;
import java.util.EnumMap;
import java.util.Map;

/** What builders of Dockerfiles cannot do, each with the reason as the end of a sentence. */
public final class BuilderLimits {
    private static final String DAEMON_DECIDES = "its daemon decides about the format";
    private static final String OWN_BASE = "its Dockerfile names the base";

    /** What neither buildah nor podman can do. */
    static final Map<BuildFeature, String> CONTAINERS = Map.of(
            BuildFeature.BASE_IMAGE,
            OWN_BASE,
            BuildFeature.CACHE_TO_INLINE,
            "it keeps no cache in the image: name a repository");

    /** What kaniko cannot do. */
    static final Map<BuildFeature, String> KANIKO = kaniko();

    private BuilderLimits() {}

    /**
     * What docker cannot do.
     *
     * @param exportsCache whether its builder can push layers for later builds
     */
    static Map<BuildFeature, String> ofDocker(Build build, boolean exportsCache) {
        Map<BuildFeature, String> cannot = new EnumMap<>(BuildFeature.class);
        cannot.put(BuildFeature.BASE_IMAGE, OWN_BASE);
        cannot.put(BuildFeature.OCI_FORMAT, DAEMON_DECIDES);
        cannot.put(BuildFeature.DOCKER_FORMAT, DAEMON_DECIDES);
        if (build == Build.CLASSIC) {
            cannot.put(BuildFeature.SECRETS, "the classic builder has no secrets, which need BuildKit");
            cannot.put(BuildFeature.CACHE_TO_INLINE, "the classic builder exports no cache, which needs BuildKit");
        }
        if (!exportsCache) {
            cannot.put(
                    BuildFeature.CACHE_TO,
                    "its daemon can only keep the cache in the image itself (cacheTo: inline); a builder of the driver docker-container could");
        }
        return cannot;
    }

    /** What docker as it is usually installed cannot do. */
    public static Map<BuildFeature, String> ofDocker(boolean buildKit) {
        return ofDocker(buildKit ? Build.BUILDKIT : Build.CLASSIC, false);
    }

    /** @param builder but docker */
    public static Map<BuildFeature, String> of(String builder) {
        return builder.equals(KanikoBuilder.NAME) ? KANIKO : CONTAINERS;
    }

    private static Map<BuildFeature, String> kaniko() {
        Map<BuildFeature, String> cannot = new EnumMap<>(BuildFeature.class);
        cannot.put(BuildFeature.SEVERAL_PLATFORMS, "it builds for one platform");
        cannot.put(BuildFeature.NETWORK, "its instructions run in its own container's network");
        cannot.put(BuildFeature.SECRETS, "it has no secrets of the build");
        cannot.put(BuildFeature.CACHE_TO_INLINE, "it keeps no cache in the image: name a repository");
        cannot.put(BuildFeature.OCI_FORMAT, "the base decides about the format");
        cannot.put(BuildFeature.DOCKER_FORMAT, "the base decides about the format");
        cannot.put(BuildFeature.BASE_IMAGE, OWN_BASE);
        cannot.put(BuildFeature.NO_PUSH, "it has nowhere to keep an image but a registry");
        return cannot;
    }
}
