package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The packages of one file, each once and in the order of the file. One that is also needed outside development is not for development. */
final class PackageList {
    static final int MOST_PACKAGES = 100_000;

    private static final int LONGEST_LICENSE = 200;
    /** What no ecosystem allows in names and versions, and nobody should see as it is: spaces, controls, direction marks. */
    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Z}\\s]{1,250}");

    private final String location;
    private final Map<String, SoftwarePackage> byUrl = new LinkedHashMap<>();

    /** @param location the file within the target */
    PackageList(String location) {
        this.location = String.valueOf(OutsideText.clean(location));
    }

    void add(PackageEcosystem ecosystem, String name, String version) throws MalformedContentException {
        add(ecosystem, name, version, false, null);
    }

    /**
     * @param development whether only development needs it
     * @param license as the file tells it; null when it does not
     */
    void add(PackageEcosystem ecosystem, String name, String version, boolean development, @CheckForNull String license)
            throws MalformedContentException {
        add(ecosystem, name, version, development, license, location);
    }

    /** @param place what names it, where that is a file within the file */
    void addAt(String place, PackageEcosystem ecosystem, String name, String version) throws MalformedContentException {
        add(ecosystem, name, version, false, null, String.valueOf(OutsideText.clean(place)));
    }

    private void add(
            PackageEcosystem ecosystem,
            String name,
            String version,
            boolean development,
            @CheckForNull String license,
            String place)
            throws MalformedContentException {
        if (!isPlain(name) || !isPlain(version) || climbs(name)) {
            throw new MalformedContentException("it has a package whose name or version cannot be one");
        }
        String canonical = ecosystem.canonicalName(name);
        String url = ecosystem.packageUrl(canonical, version);
        SoftwarePackage known = byUrl.get(url);
        if (known != null) {
            byUrl.put(url, known.forDevelopment(known.development() && development));
            return;
        }
        if (byUrl.size() >= MOST_PACKAGES) {
            throw new MalformedContentException("it has more than %,d packages".formatted(MOST_PACKAGES));
        }
        byUrl.put(
                url,
                SoftwarePackage.of(ecosystem.osvName(), canonical, version, url, place)
                        .withLicense(licenseOf(license))
                        .forDevelopment(development));
    }

    List<SoftwarePackage> all() {
        return List.copyOf(byUrl.values());
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    /** Names become parts of addresses and paths. */
    private static boolean climbs(String name) {
        String path = "/" + name + "/";
        return path.contains("/../") || path.contains("/./");
    }

    /** Some files carry the whole text of a license where its name should be. */
    @CheckForNull
    private static String licenseOf(@CheckForNull String text) {
        return text == null || text.length() > LONGEST_LICENSE ? null : OutsideText.clean(text);
    }
}
