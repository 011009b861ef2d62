package io.jenkins.plugins.autodeploy.engine.deploy;

import com.fasterxml.jackson.annotation.JsonCreator;
import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * The text of one Kubernetes YAML file.
 *
 * @param name of the file, as its user knows it; null when it has none
 */
public record ManifestText(@CheckForNull String name, String text) {
    @JsonCreator
    public ManifestText {}

    /** The form of older versions, which kept the text alone. */
    @JsonCreator
    public static ManifestText unnamed(String text) {
        return new ManifestText(null, text);
    }
}
