package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which files of interest are still there when layers are put on each other, by the rules of the OCI image specification: what a layer brings takes the place of what is below
 * it, {@code .wh.NAME} takes NAME away, {@code .wh..wh..opq} all that lower layers have in its directory. Knows only paths, so that nothing is ever
 * unpacked and no link followed.
 */
final class FinalFiles {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final char AFTER_SLASH = '/' + 1;

    private final NavigableMap<String, LayerFile> lower = new TreeMap<>();
    /** The layer that is being read: what it takes away is below it, wherever in it that is said. */
    private final Map<String, LayerFile> current = new HashMap<>();

    /** Whether a name says that something is gone rather than being a file. */
    static boolean isWhiteout(String name) {
        return name.startsWith(WHITEOUT);
    }

    /** @param directory path, or the empty string for the root */
    void whiteout(String directory, String name) {
        if (name.equals(OPAQUE)) {
            removeBelow(directory);
        } else {
            remove(join(directory, name.substring(WHITEOUT.length())));
        }
    }

    /** A directory takes the place of a file and leaves what a directory there holds. */
    void directory(String path) {
        lower.remove(path);
        current.remove(path);
    }

    /** A link, a device or a file of no interest. */
    void other(String path) {
        remove(path);
        current.remove(path);
    }

    void file(String path, LayerFile file) {
        remove(path);
        current.put(path, file);
    }

    /** The file of interest that this layer has brought under that path. */
    @CheckForNull
    LayerFile inThisLayer(String path) {
        return current.get(path);
    }

    void endLayer() {
        lower.putAll(current);
        current.clear();
    }

    Set<LayerFile> remaining() {
        return new HashSet<>(lower.values());
    }

    private void remove(String path) {
        lower.remove(path);
        if (!path.isEmpty()) {
            lower.subMap(path + "/", path + AFTER_SLASH).clear();
        }
    }

    private void removeBelow(String directory) {
        if (directory.isEmpty()) {
            lower.clear();
        } else {
            lower.subMap(directory + "/", directory + AFTER_SLASH).clear();
        }
    }

    private static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }
}
