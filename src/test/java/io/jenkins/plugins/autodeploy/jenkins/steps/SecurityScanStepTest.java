package io.jenkins.plugins.autodeploy.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Util;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;
import org.mockito.MockedStatic;

/** The step as a pipeline and the snippet generator write it. */
class SecurityScanStepTest {
    private static final Path VIEWS =
            Path.of("src/main/resources/io/jenkins/plugins/autodeploy/jenkins/steps/SecurityScanStep");

    private final SecurityScanStep step = new SecurityScanStep();
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
    void leavesToThePolicyFileWhatIsNotSaid() {
        assertThat(step.getFailOn()).isNull();
        assertThat(step.getIgnoreUnfixed()).isNull();
        assertThat(step.getNewOnly()).isNull();
        assertThat(step.getMaxAge()).isNull();
        assertThat(step.getThresholds()).isEmpty();
    }

    /** What the form sends for an empty field is the default, so that it does not come back as a parameter of its own. */
    @Test
    void takesAnEmptyFieldForItsDefault() {
        step.setDir(" ");
        step.setScanner("");
        step.setPolicyFile("");
        step.setAcceptFile(null);
        step.setFailOn(" ");
        step.setOsvDatabase("");
        step.setExclude(List.of("", " docs/** "));

        assertThat(step.getDir()).isEqualTo(".");
        assertThat(step.getScanner()).isEqualTo("auto");
        assertThat(step.getPolicyFile()).isEqualTo(".autodeploy/policy.yaml");
        assertThat(step.getAcceptFile()).isEqualTo(".autodeploy/accepted.yaml");
        assertThat(step.getFailOn()).isNull();
        assertThat(step.getOsvDatabase()).isNull();
        assertThat(step.getExclude()).containsExactly("docs/**");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // a pipeline's numbers come as they are
    void takesNumbersForThresholds() {
        step.setThresholds((Map) Map.of("HIGH", 5));

        assertThat(step.getThresholds()).containsExactly(Map.entry("HIGH", "5"));
    }

    @Test
    void everyParameterHasAFieldAHelpAGetterAndATitle() throws Exception {
        String form = Files.readString(VIEWS.resolve("config.jelly"));
        String titles = Files.readString(VIEWS.resolve("config.properties"));
        Set<String> getters = Arrays.stream(SecurityScanStep.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        List<String> parameters = Arrays.stream(SecurityScanStep.class.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(method -> method.getName().substring(3))
                .toList();

        assertThat(parameters).hasSize(25).allSatisfy(name -> {
            String field = Character.toLowerCase(name.charAt(0)) + name.substring(1);
            assertThat(form).contains("field=\"" + field + "\"");
            assertThat(titles).containsPattern("(?m)^" + field + "=.+");
            assertThat(VIEWS.resolve("help-" + field + ".html")).content().contains("<p>", "Default: ");
            assertThat(getters).containsAnyOf("get" + name, "is" + name);
        });
    }

    @Test
    void everyChoiceIsAskedForByPost() {
        assertThat(SecurityScanStep.DescriptorImpl.class.getDeclaredMethods())
                .filteredOn(method -> method.getName().startsWith("do"))
                .hasSize(6)
                .allMatch(method -> method.isAnnotationPresent(POST.class));
    }
}
