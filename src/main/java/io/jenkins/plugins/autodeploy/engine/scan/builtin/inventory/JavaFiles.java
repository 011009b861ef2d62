package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** Java's: Gradle's lock files and Maven's project models. What archives hold is told by {@link JarPackages}. */
final class JavaFiles implements EcosystemFiles {
    private static final String BUILD = "buildscript-gradle.lockfile";
    private static final int LONGEST_LINE = 100_000;

    @Override
    @CheckForNull
    public PackageFormat format(String path) {
        return switch (EcosystemFiles.fileName(path)) {
            case "gradle.lockfile", BUILD -> JavaFiles::readGradleLock;
            case "pom.xml" -> MavenModel::read;
            default -> null;
        };
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
        return Arrays.stream(configurations.split(",")).allMatch(configuration -> {
            String name = configuration.toLowerCase(Locale.ROOT);
            return name.startsWith("test")
                    || name.contains("testcompile")
                    || name.contains("testruntime")
                    || name.contains("testimplementation")
                    || name.endsWith("annotationprocessor")
                    || name.equals("checkstyle")
                    || name.equals("pmd")
                    || name.startsWith("spotbugs")
                    || name.startsWith("jacoco");
        });
    }
}
