package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.util.Set;
import java.util.regex.Pattern;

/** Where in an image there is nothing of its makers: documentation and data of the distribution, libraries that a package manager fetched, tests of language runtimes with their sample keys. */
public final class ImagePaths {
    private static final Set<String> OF_THE_DISTRIBUTION = Set.of(
            "dev/",
            "proc/",
            "sys/",
            "usr/include/",
            "usr/lib/debug/",
            "usr/src/linux",
            "usr/local/go/",
            "var/cache/",
            "var/lib/apt/lists/",
            "var/lib/dpkg/");
    /** Not all of {@code usr/share}: web servers have their sites there. */
    private static final Pattern SHARED = Pattern.compile(
            "usr/(?:local/)?share/(?:X11|bash-completion|ca-certificates|common-licenses|dict|doc|doc-base|fonts|gtk-doc|help|i18n|icons|info|keyrings"
                    + "|lintian|locale|man|mime|perl|perl5|sounds|terminfo|themes|vim|zoneinfo|zsh)/.*+");

    private static final Pattern OF_PACKAGE_MANAGERS = Pattern.compile(
            "(?:^|.*?/)(?:node_modules|site-packages|dist-packages|__pycache__|gems|\\.git/objects)/.*+");
    private static final Pattern TESTS_OF_PYTHON =
            Pattern.compile(".*?lib/python[0-9.]{1,6}/(?:test|[a-z0-9]{1,20}/tests?)/.*+");

    /** By which packages describe themselves where they are installed. Lock files beside them are of those who made the packages, and say nothing of what is there. */
    private static final Pattern DESCRIPTION = Pattern.compile(
            ".*/(?:package\\.json|METADATA|PKG-INFO|[^/]*\\.egg-info|installed\\.json|[^/]*\\.gemspec|[^/]*\\.deps\\.json)");

    private ImagePaths() {}

    /** Whether a file may be written by those who made the image, by its path. */
    public static boolean areOfInterest(String path) {
        return mayBeInstalled(path)
                && !OF_PACKAGE_MANAGERS.matcher(path).matches()
                && !(path.contains("lib/python")
                        && TESTS_OF_PYTHON.matcher(path).matches());
    }

    /** Whether a file that names packages may name some that are in the image, by its path. */
    public static boolean mayNamePackages(String path) {
        return mayBeInstalled(path)
                && (!OF_PACKAGE_MANAGERS.matcher(path).matches()
                        || DESCRIPTION.matcher(path).matches());
    }

    private static boolean mayBeInstalled(String path) {
        return OF_THE_DISTRIBUTION.stream().noneMatch(path::startsWith)
                && !(path.startsWith("usr/") && SHARED.matcher(path).matches());
    }
}
