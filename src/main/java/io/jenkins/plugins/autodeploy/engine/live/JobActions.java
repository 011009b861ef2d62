package io.jenkins.plugins.autodeploy.engine.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.record.Target;
import java.util.List;
import java.util.Map;

/** What can be done from a job's Deployments page. The host has checked request method, crumb and permission before it calls. */
public interface JobActions {
    /** What a new run can be given. */
    List<Parameter> parameters();

    /**
     * Starts a run.
     *
     * @param values by the parameter's name; what is missing has its default
     * @throws InvalidInputException if a parameter is unknown or its value cannot be used
     */
    Started deploy(Map<String, String> values) throws InvalidInputException;

    /**
     * Starts a rollback.
     *
     * @throws InvalidInputException if there is nothing to go back to
     */
    Started rollback(RollbackOrder order) throws InvalidInputException;

    /**
     * Says what a rollback would change, and changes nothing.
     *
     * @throws InvalidInputException if there is nothing to go back to
     * @throws StageFailedException if the target does not answer
     */
    RollbackPreview preview(RollbackOrder order) throws InvalidInputException, StageFailedException;

    /**
     * @param kind {@code text}, {@code lines}, {@code boolean}, {@code choice} or {@code password}
     * @param value the default; empty for a password
     * @param choices for {@code choice}
     */
    record Parameter(String name, String kind, String description, String value, List<String> choices) {}

    /**
     * The body of {@code POST rollback} and {@code POST rollbackPreview}.
     *
     * @param to id of the deployment to go back to, or the target's number of the revision; null for the previous good one
     * @param reason for the record, in the person's words
     */
    record RollbackOrder(
            String environment,
            Target target,
            @CheckForNull String to,
            @CheckForNull String reason) {}

    /** The body of {@code POST deploy}. */
    record DeployOrder(Map<String, String> parameters) {
        public DeployOrder {
            parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        }
    }

    /**
     * What was started.
     *
     * @param run its number; null while it waits in a queue
     * @param url where to see it
     */
    record Started(
            String message,
            @CheckForNull Integer run,
            @CheckForNull String url) {}
}
