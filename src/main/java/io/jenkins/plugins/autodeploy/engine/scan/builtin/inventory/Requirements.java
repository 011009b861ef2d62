package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import java.io.IOException;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** pip's requirements files. Only what is pinned by {@code ==} names a package in a version. */
final class Requirements {
    /** Name, extras in brackets, version; then perhaps a marker, a comment, hashes or the line's continuation, but no further condition. */
    private static final Pattern PINNED =
            Pattern.compile("\\s*+([A-Za-z0-9][A-Za-z0-9._-]*+)\\s*+(?:\\[[^\\]]*+])?\\s*+"
                    + "===?\\s*+([A-Za-z0-9][A-Za-z0-9.+!_-]*+)\\s*+(?:(?:[;#\\\\]|--).*+)?");

    private static final Pattern FOR_DEVELOPMENT =
            Pattern.compile("(?:^|[-_./])(?:dev|devel|develop|development|tests?|testing|lint|docs?)(?=[-_./])");

    private static final int LONGEST_LINE = 10_000;

    private Requirements() {}

    /** Hashes follow on lines of their own; each begins with {@code --} and so names nothing. */
    static void read(PackageFile file, PackageList found) throws IOException {
        String directory =
                file.path().substring(0, file.path().length() - file.name().length());
        String named =
                directory.endsWith("requirements/") ? file.name() : file.name().substring("requirements".length());
        boolean development = FOR_DEVELOPMENT.matcher(named).find();
        for (Iterator<String> lines = file.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            if (line.length() > LONGEST_LINE) {
                throw new MalformedContentException(
                        "it has a line of more than %,d characters".formatted(LONGEST_LINE));
            }
            Matcher pinned = PINNED.matcher(line);
            if (pinned.matches()) {
                found.add(PackageEcosystem.PYPI, pinned.group(1), pinned.group(2), development, null);
            }
        }
    }
}
