package io.jenkins.plugins.autodeploy.jenkins.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.Test;

class StepProgramsTest {
    @Test
    void sayThatThereIsNoAgentOutsideNode() {
        StepPrograms programs = new StepPrograms(mock(StepContext.class));

        assertThatThrownBy(() -> programs.run(List.of("aws"), Map.of(), Duration.ofSeconds(1), out -> {}, err -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("use the step inside node");
    }
}
