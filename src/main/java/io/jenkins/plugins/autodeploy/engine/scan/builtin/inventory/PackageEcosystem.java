package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where packages of a kind are published, with OSV's name for it and the type of its package URLs. */
enum PackageEcosystem {
    NPM("npm", PackageURL.StandardTypes.NPM, "/"),
    PYPI("PyPI", PackageURL.StandardTypes.PYPI, ""),
    MAVEN("Maven", PackageURL.StandardTypes.MAVEN, ":"),
    GO("Go", PackageURL.StandardTypes.GOLANG, "/"),
    CRATES_IO("crates.io", PackageURL.StandardTypes.CARGO, ""),
    PACKAGIST("Packagist", PackageURL.StandardTypes.COMPOSER, "/"),
    RUBYGEMS("RubyGems", PackageURL.StandardTypes.GEM, ""),
    NUGET("NuGet", PackageURL.StandardTypes.NUGET, "");

    private static final Pattern PYTHON_SEPARATORS = Pattern.compile("[-_.]++");

    private final String osvName;
    private final String purlType;
    private final String separator;

    /** @param separator stands between namespace and name, the last one if there are several; empty where names have no namespace */
    PackageEcosystem(String osvName, String purlType, String separator) {
        this.osvName = osvName;
        this.purlType = purlType;
        this.separator = separator;
    }

    String osvName() {
        return osvName;
    }

    /** The one way in which advisories write a name: PyPI takes {@code Zope.Interface} and {@code zope_interface} for the same. */
    String canonicalName(String name) {
        return this == PYPI ? PYTHON_SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT) : name;
    }

    /**
     * A package of Maven without a group, of which an archive told no more than its file name, has a generic one: Maven's are not without.
     *
     * @param name canonical
     */
    String packageUrl(String name, String version) throws MalformedContentException {
        int at = separator.isEmpty() ? -1 : name.lastIndexOf(separator);
        String namespace = at <= 0 ? null : name.substring(0, at);
        String type = this == MAVEN && namespace == null ? PackageURL.StandardTypes.GENERIC : purlType;
        try {
            return new PackageURL(type, namespace, name.substring(at + 1), version, null, null).canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new MalformedContentException("it names a package in a way that no package URL can");
        }
    }
}
