package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order of versions in an ecosystem. Numbers in versions have any size. */
public interface VersionOrder {
    /** Whether a text is a version by the rules of the ecosystem; {@code file:../local}, say, is none. */
    boolean orders(String version);

    /**
     * As {@link java.util.Comparator#compare}.
     *
     * @throws IllegalArgumentException for what {@link #orders} refuses
     */
    int compare(String one, String other);

    /**
     * The order of an ecosystem.
     *
     * @param ecosystem as OSV names it, with or without a release ({@code Debian:12})
     * @return nothing for ecosystems whose rules are not known
     */
    static Optional<VersionOrder> of(String ecosystem) {
        return Optional.ofNullable(Known.BY_ECOSYSTEM.get(ecosystem.split(":", 2)[0]));
    }

    /** The orders by the names of OSV's ecosystems, without releases. */
    final class Known {
        private static final Map<String, VersionOrder> BY_ECOSYSTEM = Stream.of(
                        named(new SemanticOrder(false), "npm", "Go", "crates.io", "Hex", "SwiftURL"),
                        named(new SemanticOrder(true), "Pub"),
                        named(new PythonOrder(), "PyPI"),
                        named(new MavenOrder(), "Maven"),
                        named(new GemOrder(), "RubyGems"),
                        named(new NugetOrder(), "NuGet"),
                        named(new ComposerOrder(), "Packagist"),
                        named(new DpkgOrder(), "Debian", "Ubuntu"),
                        named(new ApkOrder(), "Alpine", "Wolfi", "Chainguard"),
                        named(
                                new RpmOrder(),
                                "Red Hat",
                                "Rocky Linux",
                                "AlmaLinux",
                                "openSUSE",
                                "SUSE",
                                "Mageia",
                                "openEuler"))
                .flatMap(Function.identity())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

        private Known() {}

        private static Stream<Map.Entry<String, VersionOrder>> named(VersionOrder order, String... ecosystems) {
            return Stream.of(ecosystems).map(ecosystem -> Map.entry(ecosystem, order));
        }
    }
}
