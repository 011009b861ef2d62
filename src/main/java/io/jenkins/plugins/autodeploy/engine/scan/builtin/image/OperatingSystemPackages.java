package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The packages of an image's distribution, from the databases of dpkg and apk as they are in the final image. Each package has the layer that brought it in that version. The
 * databases of rpm are binary and are not read: {@link #complete} then says so, and nobody may take the packages for all.
 */
public final class OperatingSystemPackages {
    private static final int LARGEST_DATABASE = 32 << 20;
    private static final int LARGEST_RELEASE = 64 << 10;
    private static final String DPKG_STATUS = "var/lib/dpkg/status";
    private static final String DPKG_STATUS_DIRECTORY = "var/lib/dpkg/status.d/";
    private static final Set<String> APK_INSTALLED = Set.of("lib/apk/db/installed", "usr/lib/apk/db/installed");
    /** The first is mostly a link to the second, and wins where it is a file. */
    private static final List<String> RELEASE = List.of("etc/os-release", "usr/lib/os-release");

    private static final Set<String> RPM = Set.of(
            "var/lib/rpm/Packages",
            "var/lib/rpm/Packages.db",
            "var/lib/rpm/rpmdb.sqlite",
            "usr/lib/sysimage/rpm/Packages",
            "usr/lib/sysimage/rpm/Packages.db",
            "usr/lib/sysimage/rpm/rpmdb.sqlite");

    private final Map<String, Database> databases = new TreeMap<>();
    private final Map<String, Release> releases = new HashMap<>();
    private final List<LayerFile> notRead = new ArrayList<>();

    /** @param layers which layer brought which package */
    private record Database(LayerFile file, Map<InstalledPackage, String> layers, int unsound) {}

    private record Release(LayerFile file, OperatingSystemRelease release) {}

    /** How many bytes a file may have to be read here, by its path in the image; 0 for one that tells nothing of packages. */
    public static int largest(String path) {
        if (RELEASE.contains(path)) {
            return LARGEST_RELEASE;
        }
        // Of rpm's it is enough to know that they are there.
        return database(path) != null || RPM.contains(path) ? LARGEST_DATABASE : 0;
    }

    /** Reads a file; those of a lower layer come first. */
    public void add(LayerFile file, byte[] content) {
        PackageDatabase kind = database(file.path());
        if (kind != null) {
            databases.put(file.path(), read(kind, file, content));
        } else if (RELEASE.contains(file.path())) {
            releases.put(file.path(), new Release(file, OperatingSystemRelease.parse(content)));
        } else {
            notRead.add(file);
        }
    }

    /** A database that is too large to be read. */
    public void addUnread(LayerFile file) {
        notRead.add(file);
    }

    /** @param remaining the files that the final image has */
    public List<SoftwarePackage> packages(Set<LayerFile> remaining) {
        OperatingSystemRelease release = release(remaining);
        List<SoftwarePackage> packages = new ArrayList<>();
        for (Database database : databases.values()) {
            if (remaining.contains(database.file())) {
                database.layers()
                        .forEach((installed, layer) -> packages.add(
                                installed.in(release, database.file().path(), layer)));
            }
        }
        return packages;
    }

    /** Whether {@link #packages} has all that the distribution's tools installed, as far as can be told. */
    public boolean complete(Set<LayerFile> remaining) {
        return notRead.stream().noneMatch(remaining::contains);
    }

    /** What people should know of how packages were read, one sentence each. */
    public List<String> remarks(Set<LayerFile> remaining) {
        List<String> remarks = new ArrayList<>();
        notRead.stream()
                .filter(remaining::contains)
                .map(OperatingSystemPackages::remark)
                .distinct()
                .forEach(remarks::add);
        databases.values().stream()
                .filter(database -> database.unsound() > 0 && remaining.contains(database.file()))
                .forEach(database -> remarks.add("%s has %d entries that name no package as they should"
                        .formatted(OutsideText.clean(database.file().path()), database.unsound())));
        return remarks;
    }

    private static String remark(LayerFile file) {
        return RPM.contains(file.path())
                ? "RPM packages are not read by the built-in checks: use Trivy or Grype for what the distribution installed"
                : "%s is too large to be read, so the distribution's packages are not known"
                        .formatted(OutsideText.clean(file.path()));
    }

    private Database read(PackageDatabase kind, LayerFile file, byte[] content) {
        Database before = databases.get(file.path());
        Map<InstalledPackage, String> known = before == null ? Map.of() : before.layers();
        PackageDatabase.Contents contents = kind.parse(content);
        Map<InstalledPackage, String> layers = new LinkedHashMap<>();
        contents.packages().forEach(installed -> layers.put(installed, known.getOrDefault(installed, file.layer())));
        return new Database(file, layers, contents.unsound());
    }

    private OperatingSystemRelease release(Set<LayerFile> remaining) {
        return RELEASE.stream()
                .map(releases::get)
                .filter(found -> found != null && remaining.contains(found.file()))
                .map(Release::release)
                .findFirst()
                .orElse(OperatingSystemRelease.UNKNOWN);
    }

    @CheckForNull
    private static PackageDatabase database(String path) {
        boolean single = path.startsWith(DPKG_STATUS_DIRECTORY) && !path.endsWith(DistributionFiles.MD5SUMS);
        if (single || path.equals(DPKG_STATUS)) {
            return PackageDatabase.DPKG;
        }
        return APK_INSTALLED.contains(path) ? PackageDatabase.APK : null;
    }
}
