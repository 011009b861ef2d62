package io.jenkins.plugins.autodeploy.engine.detect.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes from a project's text only what can go into a command or a path without meaning something else there. */
public final class SafeText {
    private static final Pattern PATH = Pattern.compile("(?!/)(?!-)[A-Za-z0-9._@+/-]{1,200}");
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}(?:\\.\\d{1,6}){0,3}(?:[-+.][A-Za-z0-9.-]{1,40})?");
    private static final Pattern FIRST_VERSION =
            Pattern.compile("\\d{1,4}(?:\\.\\d{1,6}){0,3}(?:-[A-Za-z0-9.]{1,40})?");
    private static final int LOWEST_PORT = 1;
    private static final int HIGHEST_PORT = 65_535;

    private SafeText() {}

    /** A path below the directory that it is relative to, of plain characters, without {@code ./} before it or {@code /} after it. */
    public static Optional<String> path(String text) {
        String path = text.strip().replaceAll("^(\\./+)+", "").replaceAll("/+$", "");
        boolean inside = PATH.matcher(path).matches() && !("/" + path + "/").contains("/../");
        return inside ? Optional.of(path) : Optional.empty();
    }

    /** Whether it is nothing at all or a path that {@link #path} would leave as it is. */
    public static boolean isPlain(String text) {
        return text.isEmpty() || path(text).filter(text::equals).isPresent();
    }

    /** An exact version such as {@code 4.19.2} or {@code 1.0.0-SNAPSHOT}. */
    public static Optional<String> version(String text) {
        String version = text.strip();
        return VERSION.matcher(version).matches() ? Optional.of(version) : Optional.empty();
    }

    /** The first version that a range such as {@code ^4.18.2} names. */
    public static Optional<String> firstVersion(String range) {
        Matcher version = FIRST_VERSION.matcher(range);
        return version.find() ? Optional.of(version.group()) : Optional.empty();
    }

    public static Optional<Integer> port(String text) {
        if (!text.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= LOWEST_PORT && port <= HIGHEST_PORT ? Optional.of(port) : Optional.empty();
    }
}
