package io.jenkins.plugins.autodeploy.engine.scan.external;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The scanners that are programs of others. */
public enum ExternalScanner {
    TRIVY(
            "Trivy",
            "TRIVY_CACHE_DIR",
            List.of(
                    "TRIVY_DB_REPOSITORY",
                    "TRIVY_JAVA_DB_REPOSITORY",
                    "TRIVY_CHECKS_BUNDLE_REPOSITORY",
                    "TRIVY_SKIP_DB_UPDATE",
                    "TRIVY_SKIP_JAVA_DB_UPDATE",
                    "TRIVY_OFFLINE_SCAN",
                    "TRIVY_INSECURE",
                    "TRIVY_NON_SSL")),
    GRYPE(
            "Grype",
            "GRYPE_DB_CACHE_DIR",
            List.of(
                    "GRYPE_DB_UPDATE_URL",
                    "GRYPE_DB_AUTO_UPDATE",
                    "GRYPE_DB_VALIDATE_AGE",
                    "GRYPE_DB_MAX_ALLOWED_BUILT_AGE",
                    "GRYPE_REGISTRY_INSECURE_SKIP_TLS_VERIFY",
                    "GRYPE_REGISTRY_INSECURE_USE_HTTP"));

    private final String title;
    private final String cacheVariable;
    private final List<String> settings;

    ExternalScanner(String title, String cacheVariable, List<String> settings) {
        this.title = title;
        this.cacheVariable = cacheVariable;
        this.settings = settings;
    }

    /**
     * Which scanner a container image is taken to hold: Grype when its reference says so, else Trivy.
     *
     * @param container {@code anchore/grype:v0.99.1}, {@code registry.example.com/tools/trivy@sha256:…}
     */
    public static ExternalScanner in(String container) {
        return GRYPE.isNamedBy(container) ? GRYPE : TRIVY;
    }

    /** As people ask for it, and the name of its program: {@code trivy}. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As sentences name it. */
    String title() {
        return title;
    }

    /** The variable that tells it where its database is kept. */
    String cacheVariable() {
        return cacheVariable;
    }

    /** Variables by which administrators set it up on a machine; none is a secret. */
    List<String> settings() {
        return settings;
    }

    /** Whether a container image can be this scanner: it is, unless its reference names another. */
    boolean mayBe(String container) {
        return isNamedBy(container) || Stream.of(values()).noneMatch(scanner -> scanner.isNamedBy(container));
    }

    private boolean isNamedBy(String container) {
        return container.toLowerCase(Locale.ROOT).contains(program());
    }
}
