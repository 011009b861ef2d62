package io.jenkins.plugins.autodeploy.parts;

import java.util.function.BooleanSupplier;

/** A real part that tests run against; {@code ./dev parts} gets them all where that can be done. */
public enum Part {
    DOCKER_ENGINE(DockerEngine::isAvailable, "root, and Debian's docker.io and busybox-static"),
    BASE_IMAGES(BaseImages::areAvailable, "root, and Debian's debootstrap"),
    BUILDX(Buildx::isAvailable, "docker's client with buildx in " + Buildx.directory()),
    BUILDAH(() -> ContainersStore.isAvailable("buildah"), "root, and Debian's buildah"),
    PODMAN(() -> ContainersStore.isAvailable("podman"), "root, and Debian's podman"),
    REGISTRY(ImageRegistry::isAvailable, "Debian's docker-registry and skopeo"),
    KUBERNETES(
            KubernetesApi::isAvailable,
            "Debian's etcd-server, and kube-apiserver and kube-controller-manager in "
                    + PartsCache.of("kubernetes-1.20")),
    NGINX(Nginx::isAvailable, "Debian's nginx"),
    PROMETHEUS(PrometheusServer::isAvailable, "Debian's prometheus"),
    DEBIAN_SECURITY(
            DebianSecuritySuite::isAvailable, "Debian 12 with its security suite in apt's sources, and apt-get update"),
    TRIVY(TrivyProgram::isAvailable, "Trivy as " + TrivyProgram.path()),
    GITLEAKS(GitleaksProgram::isAvailable, "gitleaks as " + GitleaksProgram.path()),
    BROWSER(Chromium::isAvailable, "Debian's chromium and chromium-driver");

    private final BooleanSupplier availability;
    private final String needs;

    Part(BooleanSupplier availability, String needs) {
        this.availability = availability;
        this.needs = needs;
    }

    public boolean isAvailable() {
        return availability.getAsBoolean();
    }

    /** What has to be on the machine, to follow "needs". */
    public String needs() {
        return needs;
    }
}
