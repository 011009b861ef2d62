package io.jenkins.plugins.autodeploy.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments as pipelines write them, and the types of the steps' setters. */
class StepArgumentsTest {
    private final DescribableModel<?> model = mock(DescribableModel.class);
    private final List<DescribableParameter> parameters = new ArrayList<>();

    /** A setter of each type that the steps have. */
    @SuppressWarnings("unused")
    interface Setters {
        void to(String to);

        void replicas(Integer replicas);

        void count(int count);

        void dryRun(boolean dryRun);

        void push(Boolean push);

        void tags(List<String> tags);

        void steps(List<Object> steps);

        void env(Map<String, String> env);
    }

    @BeforeEach
    void describe() {
        Arrays.stream(Setters.class.getDeclaredMethods()).forEach(setter -> {
            DescribableParameter parameter = mock(DescribableParameter.class);
            when(parameter.getName()).thenReturn(setter.getName());
            when(parameter.getRawType()).thenReturn(setter.getGenericParameterTypes()[0]);
            when(model.getParameter(setter.getName())).thenReturn(parameter);
            parameters.add(parameter);
        });
        when(model.getParameters()).thenReturn(parameters);
    }

    @Test
    void takesANumberForText() throws Exception {
        assertThat(StepArguments.fitted(
                        model,
                        Map.of(
                                "to",
                                7,
                                "tags",
                                List.of(7, "latest"),
                                "replicas",
                                "3",
                                "env",
                                Map.of("A", 1, "B", true))))
                .isEqualTo(Map.of(
                        "to",
                        "7",
                        "tags",
                        List.of("7", "latest"),
                        "replicas",
                        3,
                        "env",
                        Map.of("A", "1", "B", "true")));
    }

    @Test
    void leavesWhatFits() throws Exception {
        Map<String, Object> given = Map.of(
                "to",
                "d1",
                "count",
                2,
                "dryRun",
                true,
                "push",
                false,
                "steps",
                List.of(5, "25 for 10m"),
                "env",
                Map.of("A", "1"));

        assertThat(StepArguments.fitted(model, given)).isEqualTo(given);
    }

    @Test
    void namesWhatThereIsForAParameterThatThereIsNot() {
        assertThatThrownBy(() -> StepArguments.fitted(model, Map.of("revision", 7)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "revision: '7' is not valid: expected one of the parameters count, dryRun, env, push, replicas, steps, tags, to");
    }

    @ParameterizedTest
    @CsvSource({
        "to, text",
        "replicas, a whole number",
        "dryRun, true or false",
        "push, true or false",
        "env, a map such as [NAME: 'value']",
        "tags, text"
    })
    void saysWhatWouldBeRight(String parameter, String expected) {
        assertThatThrownBy(() -> StepArguments.fitted(model, Map.of(parameter, List.of(List.of(1)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(parameter + ": '")
                .hasMessageEndingWith("is not valid: expected " + expected);
    }

    @Test
    void wantsAValueForEachNameOfAMap() {
        assertThatThrownBy(() -> StepArguments.fitted(model, Map.of("env", Collections.singletonMap("MODE", null))))
                .hasMessage("env.MODE: 'null' is not valid: expected text");
    }

    @Test
    void wantsAListForAList() {
        assertThatThrownBy(() -> StepArguments.fitted(model, Map.of("tags", "latest")))
                .hasMessage("tags: 'latest' is not valid: expected a list in square brackets");
    }
}
