package io.jenkins.plugins.autodeploy.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.Util;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundSetter;
import org.mockito.MockedStatic;

/** The approval as a pipeline and the snippet generator write it. */
class ApprovalParameterTest {
    private static final Path VIEWS =
            Path.of("src/main/resources/io/jenkins/plugins/autodeploy/jenkins/steps/ApprovalParameter");

    private final ApprovalParameter approval = new ApprovalParameter();
    private MockedStatic<Util> texts;

    @BeforeEach
    void open() {
        texts = UtilStandIn.open();
    }

    @AfterEach
    void close() {
        texts.close();
    }

    @Test
    void asksOnePersonForADayWhereNothingIsSaid() throws Exception {
        approval.setBy(" ");
        approval.setTimeout("");

        assertThat(approval.toRule()).isEqualTo(new ApprovalRule(List.of(), 1, Duration.ofDays(1), true));
    }

    @Test
    void asksAsItIsWritten() throws Exception {
        approval.setBy("ops, release");
        approval.setCount(2);
        approval.setTimeout("2h");
        approval.setNotSelf(false);

        assertThat(approval.toRule())
                .isEqualTo(new ApprovalRule(List.of("ops", "release"), 2, Duration.ofHours(2), false));
    }

    @Test
    void namesThePartThatCannotBeUsed() {
        approval.setTimeout("soon");

        assertThatThrownBy(approval::toRule)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("approval.timeout");
    }

    @Test
    void everyPartHasAFieldAndAHelp() throws Exception {
        String form = Files.readString(VIEWS.resolve("config.jelly"));
        List<String> parts = Arrays.stream(ApprovalParameter.class.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .toList();

        assertThat(parts).hasSize(4).allSatisfy(part -> {
            assertThat(form).contains("field=\"" + part + "\"");
            assertThat(VIEWS.resolve("help-" + part + ".html")).exists();
        });
    }
}
