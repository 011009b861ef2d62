package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose.ComposeFile;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile.DockerfileFaults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes.KubernetesManifests;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which files configure what is built and deployed, by their names, and the checks that know them. */
public final class ConfigurationFiles {
    private static final Pattern STRUCTURED = Pattern.compile(".*\\.(?:ya?ml|json)");

    private ConfigurationFiles() {}

    /**
     * @param path of the file, as findings name it
     * @return nothing for files that no check knows
     */
    public static List<Finding> check(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (DockerfileFaults.isNamed(name)) {
            return DockerfileFaults.check(path, text);
        }
        if (ComposeFile.isNamed(name)) {
            return ComposeFile.check(path, text);
        }
        return STRUCTURED.matcher(name).matches() ? KubernetesManifests.check(path, text) : List.of();
    }
}
