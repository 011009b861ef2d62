package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.regex.Pattern;

/** Java's: Gradle's lock files, Maven's project models, and archives that have been unpacked. What whole archives hold is told by {@link JarPackages}. */
final class JavaFiles implements EcosystemFiles {
    private static final String BUILD = "buildscript-gradle.lockfile";
    private static final Pattern FOR_DEVELOPMENT =
            Pattern.compile("(?i)test.*|.*test(?:compile|runtime|implementation).*|.*annotationprocessor"
                    + "|checkstyle|pmd|spotbugs.*|jacoco.*");

    private static final int LONGEST_LINE = 100_000;

    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        return switch (EcosystemFiles.fileName(path)) {
            case "gradle.lockfile", BUILD -> JavaFiles::readGradleLock;
            case "pom.xml" -> MavenModel::read;
            default -> null;
        };
    }

    @Override
    @CheckForNull
    public PackageFormat installed(String path) {
        return JarDescription.isPartOfIt(path) && !path.endsWith(".MF") ? JavaFiles::readUnpacked : null;
    }

    /** {@code group:artifact:version=CONFIGURATION,CONFIGURATION} a line; the build script's own are for nothing but building. */
    private static void readGradleLock(PackageFile file, PackageList found) throws IOException {
        boolean build = file.name().equals(BUILD);
        for (Iterator<String> lines = file.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next().strip();
            if (line.length() > LONGEST_LINE) {
                throw new MalformedContentException(
                        "it has a line of more than %,d characters".formatted(LONGEST_LINE));
            }
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("empty=")) {
                continue;
            }
            int equals = line.indexOf('=');
            String[] parts = line.substring(0, Math.max(equals, 0)).split(":", -1);
            if (parts.length != 3) {
                throw new MalformedContentException("it has a line that is not group:artifact:version=configurations");
            }
            String name = parts[0] + ":" + parts[1];
            boolean development = build || isForDevelopment(line.substring(equals + 1));
            found.add(PackageEcosystem.MAVEN, name, parts[2], development, null);
        }
    }

    /** Whether all configurations are of tests, or of tools that look at the code. */
    private static boolean isForDevelopment(String configurations) {
        return Arrays.stream(configurations.split(","))
                .allMatch(name -> FOR_DEVELOPMENT.matcher(name).matches());
    }

    /** What Maven wrote into an archive that has been unpacked since. */
    private static void readUnpacked(PackageFile file, PackageList found) throws IOException {
        JarDescription description = new JarDescription(file.path());
        description.part(file.path(), file.content());
        description.addTo(found);
    }
}
