package io.jenkins.plugins.autodeploy.engine.detect.rule;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a component says it needs.
 *
 * @param name as its ecosystem names it
 * @param version the exact one from a lock file, else the first that the declared range names; null when neither tells
 * @param because the declaration, and the lock file's entry where there is one
 */
public record Dependency(String name, @CheckForNull String version, List<Evidence> because) {
    public Dependency {
        because = List.copyOf(because);
    }

    /** What a lock file says of a dependency. */
    public record Locked(String version, Evidence because) {
        /** Entries are short; what follows one is another's. */
        private static final int LONGEST_ENTRY = 600;

        private static final int LONGEST_INDENT = 30;

        /** Empty unless it is an exact version. */
        public static Optional<Locked> of(SourceDirectory at, String file, String name, String version) {
            return SafeText.version(version)
                    .map(exact -> new Locked(exact, at.evidence(file, "%s %s".formatted(name, exact))));
        }

        /**
         * Searches a lock file for one entry. These files are long and written by programs, so they are not parsed whole; and it looks closer only where the name is,
         * because a pattern that is tried at every line takes too long.
         *
         * @param entry has the name in it; its first group is the version
         */
        public static Optional<Locked> find(SourceDirectory at, String file, String name, Pattern entry) {
            String text = at.lock(file).orElse("");
            Matcher matcher = entry.matcher(text);
            for (int i = text.indexOf(name); i >= 0; i = text.indexOf(name, i + 1)) {
                matcher.region(Math.max(0, i - LONGEST_INDENT), Math.min(text.length(), i + LONGEST_ENTRY));
                if (matcher.find()) {
                    return of(at, file, name, matcher.group(1));
                }
            }
            return Optional.empty();
        }
    }

    /** @param range as declared; may be empty */
    public static Dependency of(String name, String range, Evidence declaration, Optional<Locked> locked) {
        return locked.map(found -> new Dependency(name, found.version(), List.of(declaration, found.because())))
                .orElseGet(
                        () -> new Dependency(name, SafeText.firstVersion(range).orElse(null), List.of(declaration)));
    }

    /** Where there is no lock file to look into. */
    public static Dependency of(String name, String range, Evidence declaration) {
        return of(name, range, declaration, Optional.empty());
    }
}
