package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of <a href="https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-package.5.scd">apk-tools</a>:
 * {@code number{.number}…{letter}{_suffix{number}}…{~hash}{-r#}}. A number after the first that starts with a zero is compared as text.
 */
final class ApkOrder implements VersionOrder {
    private static final List<String> SUFFIXES =
            List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");
    private static final int NO_SUFFIX = SUFFIXES.indexOf("");
    private static final Pattern VERSION = Pattern.compile(
            "(?<release>\\d++(?:\\.\\d++)*+)(?<letter>[a-z]?+)(?<suffixes>(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\\d*+)*+)"
                    + "(?:~(?<hash>[0-9a-f]++))?+(?:-r(?<revision>\\d++))?+");
    private static final Pattern SUFFIX = Pattern.compile("_([a-z]++)(\\d*+)");

    /** In the order in which they come in a version: where one version goes on and the other does not, the later kind is the smaller. */
    private enum Kind {
        FIRST,
        NEXT,
        LETTER,
        SUFFIX,
        NUMBER,
        HASH,
        REVISION,
        END
    }

    private record Token(Kind kind, String text) {
        boolean isBeforeRelease() {
            return kind == Kind.SUFFIX && SUFFIXES.indexOf(text) < NO_SUFFIX;
        }
    }

    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && VERSION.matcher(version).matches();
    }

    @Override
    public int compare(String one, String other) {
        List<Token> first = tokens(one);
        List<Token> second = tokens(other);
        int i = 0;
        while (first.get(i).kind() == second.get(i).kind() && first.get(i).kind() != Kind.END) {
            int compared = compare(first.get(i), second.get(i));
            if (compared != 0) {
                return compared;
            }
            i++;
        }
        if (first.get(i).isBeforeRelease() != second.get(i).isBeforeRelease()) {
            return first.get(i).isBeforeRelease() ? -1 : 1;
        }
        return second.get(i).kind().compareTo(first.get(i).kind());
    }

    private static int compare(Token one, Token other) {
        return switch (one.kind()) {
            case NEXT ->
                one.text().startsWith("0") || other.text().startsWith("0")
                        ? one.text().compareTo(other.text())
                        : Parts.compareNumbers(one.text(), other.text());
            case SUFFIX -> Integer.compare(SUFFIXES.indexOf(one.text()), SUFFIXES.indexOf(other.text()));
            case LETTER, HASH -> one.text().compareTo(other.text());
            default -> Parts.compareNumbers(one.text(), other.text());
        };
    }

    private static List<Token> tokens(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No version of an Alpine package: " + version);
        }
        List<Token> tokens = new ArrayList<>();
        for (String number : matcher.group("release").split("\\.")) {
            tokens.add(new Token(tokens.isEmpty() ? Kind.FIRST : Kind.NEXT, number));
        }
        add(tokens, Kind.LETTER, matcher.group("letter"));
        Matcher suffix = SUFFIX.matcher(matcher.group("suffixes"));
        while (suffix.find()) {
            add(tokens, Kind.SUFFIX, suffix.group(1));
            add(tokens, Kind.NUMBER, suffix.group(2));
        }
        add(tokens, Kind.HASH, matcher.group("hash"));
        add(tokens, Kind.REVISION, matcher.group("revision"));
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    private static void add(List<Token> tokens, Kind kind, @CheckForNull String text) {
        if (text != null && !text.isEmpty()) {
            tokens.add(new Token(kind, text));
        }
    }
}
