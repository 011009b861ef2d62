package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;

/**
 * What a command brought.
 *
 * @param record what {@code --json} prints
 * @param words the same for a person, without the last line's end
 */
public record Outcome(Object record, String words, ExitCode exit) {
    /** @param rehearsal whether it only said what would be done */
    public static Outcome of(Deployment deployment, boolean rehearsal) {
        String words = rehearsal ? Description.ofRehearsal(deployment) : Description.of(deployment);
        return new Outcome(deployment, words, ExitCode.of(deployment));
    }
}
