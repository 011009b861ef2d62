package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.BooleanParameterDefinition;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.Queue;
import hudson.model.SimpleParameterDefinition;
import hudson.model.TextParameterDefinition;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.live.JobActions;
import io.jenkins.plugins.autodeploy.jenkins.run.PageRollback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.ParameterizedJobMixIn;

/** What one can do from the page: start a build with the job's parameters, and take an environment back. The caller has checked the permission. */
final class BuildActions implements JobActions {
    private final Job<?, ?> job;

    BuildActions(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public List<Parameter> parameters() {
        return definitions().stream().map(BuildActions::shown).toList();
    }

    @Override
    public Started deploy(Map<String, String> values) throws InvalidInputException {
        List<ParameterDefinition> definitions = definitions();
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (definitions.stream()
                    .noneMatch(definition -> definition.getName().equals(value.getKey()))) {
                throw new InvalidInputException(
                        value.getKey(),
                        value.getValue(),
                        "one of the job's parameters "
                                + definitions.stream()
                                        .map(ParameterDefinition::getName)
                                        .toList());
            }
        }
        List<ParameterValue> chosen = new ArrayList<>();
        for (ParameterDefinition definition : definitions) {
            ParameterValue value = value(definition, values.get(definition.getName()));
            if (value != null) {
                chosen.add(value);
            }
        }
        CauseAction cause = new CauseAction(new Cause.UserIdCause());
        Queue.Item queued = definitions.isEmpty()
                ? ParameterizedJobMixIn.scheduleBuild2(job, 0, cause)
                : ParameterizedJobMixIn.scheduleBuild2(job, 0, cause, new ParametersAction(chosen));
        if (queued == null) {
            throw new InvalidInputException("job", job.getFullName(), "a job that can be built now");
        }
        return new Started(Messages.BuildActions_queued(job.getDisplayName()), null, null);
    }

    @Override
    public Started rollback(RollbackOrder order) throws InvalidInputException {
        return new PageRollback(job).start(order);
    }

    @Override
    public RollbackPreview preview(RollbackOrder order) throws InvalidInputException, StageFailedException {
        return new PageRollback(job).preview(order);
    }

    private List<ParameterDefinition> definitions() {
        ParametersDefinitionProperty property = job.getProperty(ParametersDefinitionProperty.class);
        return property == null ? List.of() : property.getParameterDefinitions();
    }

    /** Null where the parameter has no default, as that of a file has none. */
    @CheckForNull
    private static ParameterValue value(ParameterDefinition definition, String text) throws InvalidInputException {
        if (text == null) {
            return definition.getDefaultParameterValue();
        }
        if (!(definition instanceof SimpleParameterDefinition simple)) {
            throw new InvalidInputException(definition.getName(), text, "no value: it can be given only in a form");
        }
        try {
            ParameterValue value = simple.createValue(text);
            if (value != null && definition.isValid(value)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // Not one of the choices: told below in the same words.
        }
        throw new InvalidInputException(definition.getName(), text, "a value that the parameter allows");
    }

    private static Parameter shown(ParameterDefinition definition) {
        String kind = "text";
        List<String> choices = List.of();
        if (definition instanceof BooleanParameterDefinition) {
            kind = "boolean";
        } else if (definition instanceof ChoiceParameterDefinition choice) {
            kind = "choice";
            choices = choice.getChoices();
        } else if (definition instanceof PasswordParameterDefinition) {
            kind = "password";
        } else if (definition instanceof TextParameterDefinition) {
            kind = "lines";
        }
        String description = definition.getDescription() == null ? "" : definition.getDescription();
        return new Parameter(definition.getName(), kind, description, defaultText(definition, kind), choices);
    }

    private static String defaultText(ParameterDefinition definition, String kind) {
        ParameterValue value = kind.equals("password") ? null : definition.getDefaultParameterValue();
        return value == null || value.getValue() == null ? "" : String.valueOf(value.getValue());
    }
}
