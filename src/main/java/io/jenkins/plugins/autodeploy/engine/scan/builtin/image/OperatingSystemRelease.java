package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which distribution a system is, by its os-release(5).
 *
 * @param id {@code debian}; {@code linux} where it is not told
 * @param version {@code 12}, {@code 22.04}, {@code 3.20.3}; empty for a distribution without versions and for Debian's testing
 * @param longTermSupport whether it is a release of Ubuntu that says so of itself
 */
record OperatingSystemRelease(String id, String version, boolean longTermSupport) {
    static final OperatingSystemRelease UNKNOWN = new OperatingSystemRelease("linux", "", false);

    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]{1,40})=[\"']?([^\"'\\r\\n]{0,200})[\"']?\\s*+");
    private static final Pattern WORD = Pattern.compile("[a-z0-9._-]{1,60}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final int MOST_LINES = 200;

    static OperatingSystemRelease parse(byte[] content) {
        Map<String, String> values = new HashMap<>();
        new String(content, StandardCharsets.UTF_8)
                .lines()
                .limit(MOST_LINES)
                .map(ASSIGNMENT::matcher)
                .filter(Matcher::matches)
                .forEach(line -> values.put(line.group(1), line.group(2)));
        String id = values.getOrDefault("ID", "").toLowerCase(Locale.ROOT);
        String version = values.getOrDefault("VERSION_ID", "");
        return new OperatingSystemRelease(
                WORD.matcher(id).matches() ? id : UNKNOWN.id(),
                VERSION.matcher(version).matches() ? version : "",
                values.getOrDefault("VERSION", "").contains("LTS"));
    }

    /** As OSV names it: {@code Debian:12}, {@code Ubuntu:22.04:LTS}, {@code Alpine:v3.20}, {@code Wolfi}; the id of a distribution that OSV does not know. */
    String ecosystem() {
        return switch (id) {
            case "debian" -> version.isEmpty() ? "Debian" : "Debian:" + version;
            case "ubuntu" -> "Ubuntu:" + version + (longTermSupport ? ":LTS" : "");
            case "alpine" -> version.isEmpty() ? "Alpine" : "Alpine:v" + twoNumbers();
            case "wolfi" -> "Wolfi";
            case "chainguard" -> "Chainguard";
            default -> id;
        };
    }

    /** The qualifier {@code distro} of a package URL. */
    String distro() {
        return version.isEmpty() ? id : id + "-" + version;
    }

    /** Alpine's branches have two numbers, its releases three. */
    private String twoNumbers() {
        String[] numbers = version.split("[._]", 3);
        return numbers.length < 2 ? version : numbers[0] + "." + numbers[1];
    }
}
