package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Whether a builder is there.
 *
 * @param name as the parameter {@code builder} calls it
 * @param builder null when it is not there
 * @param whyNot one clause, empty when it is there
 */
public record Found(String name, @CheckForNull ImageBuilder builder, String whyNot) {
    static Found yes(ImageBuilder builder) {
        return new Found(builder.name(), builder, "");
    }

    /** @param said by the tool or the machine; may be empty */
    static Found no(String name, String why, String said) {
        return new Found(name, null, said == null || said.isEmpty() ? why : why + " (" + said + ")");
    }
}
