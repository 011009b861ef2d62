package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule;

/** What the name of an image tells. */
public final class ImageNames {
    private ImageNames() {}

    /** Whether the name gives another image from one day to the next: neither a digest nor a tag, or {@code latest}. A name that a variable or template makes is not judged. */
    public static boolean changes(String image) {
        if (image.isBlank() || image.contains("$") || image.contains("{{") || image.contains("@")) {
            return false;
        }
        String name = image.substring(image.lastIndexOf('/') + 1);
        return !name.contains(":") || name.endsWith(":latest");
    }

    /** The last part of the name, without tag and digest: {@code postgres} for {@code docker.io/library/postgres:16}. */
    public static String simple(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        int end = name.indexOf('@') >= 0 ? name.indexOf('@') : name.length();
        int colon = name.indexOf(':');
        return name.substring(0, colon >= 0 ? Math.min(colon, end) : end);
    }
}
