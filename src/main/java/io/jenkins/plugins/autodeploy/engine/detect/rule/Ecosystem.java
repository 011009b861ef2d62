package io.jenkins.plugins.autodeploy.engine.detect.rule;

import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;

/** One language with its tools: how a directory is recognised as its own, and what the directory then tells. Has no state. */
public interface Ecosystem {
    /** As the documentation and alternatives name it. */
    String name();

    /** The files that make it look closer, as the documentation names them. */
    List<String> markers();

    /** What it tells apart, in order of precedence; empty when it knows no frameworks. */
    List<Framework> frameworks();

    /**
     * Describes the component in a directory, without its subdirectories' own components.
     *
     * @return empty when nothing in the directory can be run or served by this ecosystem
     */
    Optional<ComponentDraft> describe(SourceDirectory directory);
}
