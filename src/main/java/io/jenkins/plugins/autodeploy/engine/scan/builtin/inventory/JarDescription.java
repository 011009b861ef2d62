package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an archive says of itself. */
final class JarDescription {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern PROPERTIES = Pattern.compile("(?:.*/)?META-INF/maven/[^/]++/[^/]++/pom\\.properties");
    private static final Pattern FILE_NAME =
            Pattern.compile("([A-Za-z][A-Za-z0-9._-]*?)-(\\d[A-Za-z0-9._+-]*)\\.[a-z]+");
    private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,200}");
    private static final int MOST_PROPERTIES = 10_000;

    private final String place;
    private final List<Properties> packages = new ArrayList<>();
    private Attributes manifest = new Attributes();

    /** @param place the archive's path within the target */
    JarDescription(String place) {
        this.place = place;
    }

    static boolean isPartOfIt(String entry) {
        return entry.equals(MANIFEST) || PROPERTIES.matcher(entry).matches();
    }

    /** A part that cannot be read says nothing: another one, or the file's name, may. */
    void part(String entry, byte[] content) {
        try {
            if (entry.equals(MANIFEST)) {
                manifest = new Manifest(new ByteArrayInputStream(content)).getMainAttributes();
            } else if (packages.size() < MOST_PROPERTIES) {
                Properties properties = new Properties();
                properties.load(new ByteArrayInputStream(content));
                packages.add(properties);
            }
        } catch (IOException | IllegalArgumentException e) {
            // As if it were not there.
        }
    }

    void addTo(PackageList found) throws IOException {
        boolean told = false;
        for (Properties one : packages) {
            told |= add(one.getProperty("groupId"), one.getProperty("artifactId"), one.getProperty("version"), found);
        }
        if (!told) {
            Matcher named = FILE_NAME.matcher(place.substring(place.lastIndexOf('/') + 1));
            boolean isNamed = named.matches();
            String title = manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE);
            String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            add(
                    manifest.getValue("Implementation-Vendor-Id"),
                    isNamed ? named.group(1) : title,
                    isCoordinate(version) ? version : isNamed ? named.group(2) : null,
                    found);
        }
    }

    private boolean add(String group, String artifact, String version, PackageList found) throws IOException {
        if (!isCoordinate(artifact) || !isCoordinate(version)) {
            return false;
        }
        String name = isCoordinate(group) ? group + ":" + artifact : artifact;
        found.addAt(place, PackageEcosystem.MAVEN, name, version);
        return true;
    }

    private static boolean isCoordinate(String text) {
        return text != null && COORDINATE.matcher(text).matches();
    }
}
