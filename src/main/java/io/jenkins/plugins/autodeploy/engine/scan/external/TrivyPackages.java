package io.jenkins.plugins.autodeploy.engine.scan.external;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.OperatingSystem;
import io.jenkins.plugins.autodeploy.engine.scan.external.TrivyEntries.Package;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages of one result of Trivy. Versions before 0.48 do not tell a package's purl; there it is made of the kind of the result, the
 * name and the version, as the purl specification has it for that kind.
 */
final class TrivyPackages {
    /** @param osv as OSV names it; @param purl the purl type */
    private record Ecosystem(String osv, String purl) {}

    private static final Map<String, Ecosystem> LANGUAGES = languages();
    private static final Map<String, Ecosystem> SYSTEMS = Map.ofEntries(
            Map.entry("alpine", new Ecosystem("Alpine", "apk")),
            Map.entry("wolfi", new Ecosystem("Wolfi", "apk")),
            Map.entry("chainguard", new Ecosystem("Chainguard", "apk")),
            Map.entry("debian", new Ecosystem("Debian", "deb")),
            Map.entry("ubuntu", new Ecosystem("Ubuntu", "deb")),
            Map.entry("redhat", new Ecosystem("Red Hat", "rpm")),
            Map.entry("rocky", new Ecosystem("Rocky Linux", "rpm")),
            Map.entry("alma", new Ecosystem("AlmaLinux", "rpm")));

    private static final Set<String> OTHER_SYSTEMS = Set.of(
            "amazon",
            "azurelinux",
            "cbl-mariner",
            "centos",
            "fedora",
            "oracle",
            "photon",
            "sles",
            "suse linux enterprise server");

    private final Ecosystem ecosystem;
    private final String ecosystemName;
    private final OperatingSystem system;
    private final String file;

    /**
     * @param type of the result: {@code npm}, {@code debian}
     * @param system of the target; null when there is none
     * @param file that names the packages; null for those of an operating system
     */
    TrivyPackages(@CheckForNull String type, @CheckForNull OperatingSystem system, @CheckForNull String file) {
        String kind = type == null ? "" : type;
        this.ecosystem = SYSTEMS.getOrDefault(kind, LANGUAGES.get(kind));
        this.system = SYSTEMS.containsKey(kind) ? system : null;
        this.file = file;
        String release = this.system == null ? null : release(kind, OutsideText.clean(system.version()));
        String name = ecosystem == null ? FindingFacts.known(type) : ecosystem.osv();
        this.ecosystemName = release == null ? name : name + ":" + release;
    }

    static boolean isOperatingSystem(@CheckForNull String type) {
        return type != null && (SYSTEMS.containsKey(type) || OTHER_SYSTEMS.contains(type.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Ecosystem> languages() {
        return Map.of(
                        new Ecosystem("npm", "npm"), List.of("npm", "yarn", "pnpm", "bun", "node-pkg"),
                        new Ecosystem("PyPI", "pypi"), List.of("pip", "pipenv", "poetry", "uv", "pylock", "python-pkg"),
                        new Ecosystem("Maven", "maven"), List.of("jar", "pom", "gradle", "sbt"),
                        new Ecosystem("Go", "golang"), List.of("gomod", "gobinary"),
                        new Ecosystem("crates.io", "cargo"), List.of("cargo", "rustbinary"),
                        new Ecosystem("Packagist", "composer"), List.of("composer", "composer-vendor"),
                        new Ecosystem("RubyGems", "gem"), List.of("bundler", "gemspec"),
                        new Ecosystem("NuGet", "nuget"), List.of("nuget", "dotnet-core", "packages-props"))
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().stream().map(type -> Map.entry(type, entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** OSV counts Debian by its major version, and Alpine by its branch: 12.5 is 12, 3.20.1 is v3.20. */
    @CheckForNull
    private static String release(String kind, @CheckForNull String version) {
        if (version == null) {
            return null;
        }
        String[] parts = version.split("\\.");
        return switch (kind) {
            case "debian", "redhat", "rocky", "alma" -> parts[0];
            case "alpine" -> parts.length < 2 ? version : "v" + parts[0] + "." + parts[1];
            case "ubuntu" -> version;
            default -> null;
        };
    }

    /** @return null for one that has no name or version, or no purl and is of a kind that is not known */
    @CheckForNull
    SoftwarePackage of(Package listed) {
        String name = OutsideText.clean(listed.name());
        String version = full(listed.epoch(), listed.version(), listed.release());
        if (name == null || version == null) {
            return null;
        }
        String url = listed.identifier() == null
                ? null
                : OutsideText.clean(listed.identifier().packageUrl());
        if (url == null && ecosystem == null) {
            return null;
        }
        String source = OutsideText.clean(listed.source());
        String place =
                FindingFacts.location(listed.file() == null || listed.file().isBlank() ? file : listed.file(), null);
        return SoftwarePackage.of(
                        ecosystemName,
                        name,
                        version,
                        url == null ? packageUrl(name, version, OutsideText.clean(listed.architecture())) : url,
                        place == null ? "" : place)
                .withSource(
                        source,
                        source == null
                                ? null
                                : full(listed.sourceEpoch(), listed.sourceVersion(), listed.sourceRelease()))
                .withLicense(license(listed.licenses()))
                .forDevelopment(Boolean.TRUE.equals(listed.development()))
                .withLayer(TrivyFindings.layer(listed.layer()));
    }

    /** {@code 1:2.36-9}, as distributions write it. */
    @CheckForNull
    private static String full(
            @CheckForNull Integer epoch, @CheckForNull String version, @CheckForNull String release) {
        String clean = OutsideText.clean(version);
        if (clean == null) {
            return null;
        }
        String tail = OutsideText.clean(release);
        return (epoch == null || epoch == 0 ? "" : epoch + ":") + clean + (tail == null ? "" : "-" + tail);
    }

    @CheckForNull
    private static String license(@CheckForNull List<String> licenses) {
        List<String> known = licenses == null
                ? List.of()
                : licenses.stream()
                        .map(OutsideText::clean)
                        .filter(Objects::nonNull)
                        .toList();
        return known.isEmpty() ? null : String.join(" AND ", known);
    }

    private String packageUrl(String name, String version, @CheckForNull String architecture) {
        String path = ecosystem.osv().equals("Maven") ? name.replace(':', '/') : name;
        String family = system == null ? "" : encode(FindingFacts.known(system.family())) + "/";
        String encoded = Stream.of(path.split("/")).map(TrivyPackages::encode).collect(Collectors.joining("/"));
        String qualifier = system == null || architecture == null ? "" : "?arch=" + encode(architecture);
        return "pkg:%s/%s%s@%s%s".formatted(ecosystem.purl(), family, encoded, encode(version), qualifier);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("*", "%2A");
    }
}
