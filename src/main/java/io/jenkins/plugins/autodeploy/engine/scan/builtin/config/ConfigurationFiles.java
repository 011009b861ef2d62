package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.util.List;
import java.util.Locale;

/** Which files configure what is built and deployed, by their names, and the checks that know them. */
public final class ConfigurationFiles {
    private ConfigurationFiles() {}

    /**
     * @param path of the file, as findings name it
     * @return nothing for files that no check knows
     */
    public static List<Finding> check(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return isDockerfile(name) ? DockerfileCheck.check(path, text) : List.of();
    }

    private static boolean isDockerfile(String name) {
        return name.equals("dockerfile")
                || name.equals("containerfile")
                || name.startsWith("dockerfile.") && !name.endsWith(".dockerignore")
                || name.endsWith(".dockerfile");
    }
}
