package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What an entry of a tar is, taken from nobody's word. */
final class TarEntries {
    private static final int LONGEST = 4096;

    private TarEntries() {}

    /** Whether it is a file with a content; the library takes devices for files too. */
    static boolean isRegular(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM || type == TarConstants.LF_CONTIG;
    }

    /** A name without {@code ./}, {@code //} and a leading {@code /}; null for one that climbs with {@code ..} or is longer than any system takes. The root is the empty string. */
    @CheckForNull
    static String path(String name) {
        if (name.length() > LONGEST) {
            return null;
        }
        boolean plain = !name.startsWith("/") && !name.startsWith(".") && !name.contains("//") && !name.contains("/.");
        return plain && !name.endsWith("/") ? name : join(name, "", false);
    }

    /** What a link means: {@code target} from the directory of {@code path}; null when that is outside of the archive. */
    @CheckForNull
    static String target(String path, String target) {
        if (target.length() > LONGEST) {
            return null;
        }
        return target.startsWith("/")
                ? join(target, "", true)
                : join(target, path.substring(0, Math.max(0, path.lastIndexOf('/'))), true);
    }

    @CheckForNull
    private static String join(String name, String directory, boolean climbs) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (directory + "/" + name).split("/")) {
            if (part.equals("..")) {
                if (!climbs || parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
