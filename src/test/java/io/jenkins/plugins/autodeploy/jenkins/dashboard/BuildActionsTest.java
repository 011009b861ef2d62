package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.SimpleParameterDefinition;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.live.JobActions.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildActionsTest {
    private final Job<?, ?> job = mock(Job.class);
    private final BuildActions actions = new BuildActions(job);

    @Test
    void showsTheJobsParametersWithTheirDefaults() {
        SimpleParameterDefinition environment = named("ENVIRONMENT");
        ParameterValue dev = mock(ParameterValue.class);
        when(dev.getValue()).thenReturn("dev");
        when(environment.getDefaultParameterValue()).thenReturn(dev);
        when(environment.getDescription()).thenReturn("Where it goes");
        has(environment, named("VERSION"));

        assertThat(actions.parameters())
                .containsExactly(
                        new Parameter("ENVIRONMENT", "text", "Where it goes", "dev", List.of()),
                        new Parameter("VERSION", "text", "", "", List.of()));
    }

    @Test
    void refusesAParameterThatTheJobDoesNotHave() {
        has(named("ENVIRONMENT"));

        assertThatThrownBy(() -> actions.deploy(Map.of("ENVIROMENT", "dev")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("ENVIROMENT: 'dev' is not valid: expected one of the job's parameters [ENVIRONMENT]");
    }

    @Test
    void refusesAValueThatIsNoneOfTheChoices() {
        SimpleParameterDefinition size = named("SIZE");
        when(size.createValue("huge")).thenThrow(new IllegalArgumentException("Illegal choice"));
        has(size);

        assertThatThrownBy(() -> actions.deploy(Map.of("SIZE", "huge")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("SIZE: 'huge' is not valid: expected a value that the parameter allows");
    }

    private static SimpleParameterDefinition named(String name) {
        SimpleParameterDefinition definition = mock(SimpleParameterDefinition.class);
        when(definition.getName()).thenReturn(name);
        return definition;
    }

    private void has(ParameterDefinition... definitions) {
        ParametersDefinitionProperty property = mock(ParametersDefinitionProperty.class);
        when(property.getParameterDefinitions()).thenReturn(List.of(definitions));
        when(job.getProperty(ParametersDefinitionProperty.class)).thenReturn(property);
    }
}
