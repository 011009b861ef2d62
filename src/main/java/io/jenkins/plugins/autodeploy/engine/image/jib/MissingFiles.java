package io.jenkins.plugins.autodeploy.engine.image.jib;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Stage;

/** What Jib packs is not there. */
final class MissingFiles {
    private MissingFiles() {}

    static StageFailedException fault(String reason) {
        return new StageFailedException(
                Stage.BUILD, reason, "Run the project's own build first: Jib only packs what it made.");
    }

    /** A command that only a shell or a package manager could start. */
    static StageFailedException start(String command, String why) {
        return new StageFailedException(
                Stage.BUILD,
                "Jib cannot start '%s': %s".formatted(command, why),
                "Let the start command call its program directly, or build with another builder.");
    }
}
