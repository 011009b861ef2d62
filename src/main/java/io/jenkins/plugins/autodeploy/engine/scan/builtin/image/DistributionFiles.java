package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Files that the distribution's own packages brought and nobody changed since, by dpkg's lists of checksums. Packages are full of sample keys that are nobody's secret;
 * configuration is in none of the lists, and a file that was changed has another checksum. MD5 is what dpkg writes; it tells a changed file from an unchanged one and protects
 * from nobody.
 */
public final class DistributionFiles {
    static final String MD5SUMS = ".md5sums";

    private static final int LARGEST_LIST = 8 << 20;
    private static final int MOST_BYTES = 64 << 20;
    private static final int DIGITS = 32;

    private final List<byte[]> lists = new ArrayList<>();
    private int bytes;

    /** How many bytes a file may have to be read here, by its path in the image; 0 for one that is no list. */
    public static int largest(String path) {
        boolean directory = path.startsWith("var/lib/dpkg/info/") || path.startsWith("var/lib/dpkg/status.d/");
        return directory && path.endsWith(MD5SUMS) ? LARGEST_LIST : 0;
    }

    /** Keeps a list; more than 64 MB of them are not kept, so that more is reported rather than less. */
    public void add(byte[] list) {
        if (bytes + list.length <= MOST_BYTES) {
            bytes += list.length;
            lists.add(list);
        }
    }

    /** A file's line in a list, by which {@link #brought} knows it. */
    public static String line(String path, byte[] content) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(content)) + "  " + path;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    /** Which of some files, by their {@link #line}s, a package brought as they are. */
    public Set<String> brought(Set<String> candidates) {
        Set<String> found = new HashSet<>();
        for (byte[] list : candidates.isEmpty() ? List.<byte[]>of() : lists) {
            new String(list, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.length() > DIGITS && candidates.contains(line))
                    .forEach(found::add);
        }
        return found;
    }
}
