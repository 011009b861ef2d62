package io.jenkins.plugins.autodeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import hudson.model.Describable;
import io.jenkins.plugins.autodeploy.engine.detect.Fixture;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedKind;
import io.jenkins.plugins.autodeploy.engine.generate.ProjectGenerator;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.jenkins.steps.BuildImageStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.DeployToClusterStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.DetectProjectStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.RollbackDeploymentStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.SecurityScanStep;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Every pipeline that the project shows is Groovy, and calls its steps with parameters that they have, of the right types. */
class JenkinsfileTest {
    private static final Map<String, Class<?>> STEPS = Map.of(
            "detectProject", DetectProjectStep.class,
            "buildImage", BuildImageStep.class,
            "securityScan", SecurityScanStep.class,
            "deployToCluster", DeployToClusterStep.class,
            "rollbackDeployment", RollbackDeploymentStep.class);
    private static final Pattern GROOVY_BLOCK = Pattern.compile("```groovy\n(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> documentedPipelinesFitTheSteps() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("Jenkinsfile", () -> run(Files.readString(Path.of("Jenkinsfile")))));
        try (Stream<Path> docs = Stream.concat(Stream.of(Path.of("README.md")), Files.walk(Path.of("docs")))) {
            for (Path doc : docs.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher blocks = GROOVY_BLOCK.matcher(Files.readString(doc));
                for (String block : blocks.results()
                        .map((MatchResult match) -> match.group(1))
                        .toList()) {
                    String name = doc + " " + block.lines().findFirst().orElse("");
                    tests.add(DynamicTest.dynamicTest(name, () -> run(block)));
                }
            }
        }
        return tests.stream();
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.plugins.autodeploy.engine.detect.Fixture#all")
    void generatedPipelinesFitTheSteps(Fixture fixture) throws Exception {
        DetectedProject project = ProjectDetector.standard().detect(fixture.project());

        String pipeline = ProjectGenerator.generate(project, Set.of(GeneratedKind.JENKINSFILE))
                .get(0)
                .content();

        List<String> calls = run(pipeline);
        assertThat(calls)
                .startsWith("pipeline", "agent", "options")
                .contains("detectProject", "buildImage", "securityScan");
        boolean deployed = project.components().stream().anyMatch(one -> one.kind() != ComponentKind.FUNCTION);
        assertThat(calls.contains("deployToCluster")).isEqualTo(deployed);
        assertThat(calls.contains("input")).isEqualTo(deployed);
    }

    @Test
    void theProjectsOwnPipelineUsesTheStepsThatLeadToADeployment() throws IOException {
        assertThat(run(Files.readString(Path.of("Jenkinsfile"))))
                .contains("detectProject", "buildImage", "securityScan", "deployToCluster");
    }

    @Test
    void theReadmesFirstPipelineUsesEveryStep() throws IOException {
        Matcher block = GROOVY_BLOCK.matcher(Files.readString(Path.of("README.md")));

        assertThat(block.find()).isTrue();
        assertThat(run(block.group(1))).containsAll(STEPS.keySet());
    }

    @Test
    void aPartThatAParameterDoesNotHaveIsFound() {
        assertThatThrownBy(() -> run("deployToCluster image: 'a:1', approval: [from: 'ops']"))
                .hasMessageContaining("from");
    }

    @Test
    void aParameterThatAStepDoesNotHaveIsFound() {
        assertThatThrownBy(() -> run("deployToCluster image: 'a:1', nonsense: true"))
                .hasMessageContaining("nonsense");
    }

    @Test
    void aFieldThatAPartOfAParameterDoesNotHaveIsFound() {
        assertThatThrownBy(
                        () -> run("deployToCluster image: 'a:1', analysis: [window: '5m', metrics: [[nonsense: 1]]]"))
                .hasMessageContaining("AnalysisMetric")
                .hasMessageContaining("nonsense");
    }

    /** Runs a pipeline with steps that only check how they are called; returns the names of the calls. */
    private static List<String> run(String pipeline) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(Recorder.class.getName());
        Script script =
                new GroovyShell(JenkinsfileTest.class.getClassLoader(), new Binding(), configuration).parse(pipeline);
        script.run();
        return ((Recorder) script).calls;
    }

    /** Takes every call: blocks are run, the five steps are checked, everything else is Jenkins' own. */
    public abstract static class Recorder extends Script {
        private final List<String> calls = new ArrayList<>();

        @Override
        public Object invokeMethod(String name, Object arguments) {
            return call(name, (Object[]) arguments);
        }

        @Override
        public Object getProperty(String name) {
            return getBinding().hasVariable(name)
                    ? getBinding().getVariable(name)
                    : new HashMap<>(Map.of("ENVIRONMENT", "dev"));
        }

        private Object call(String name, Object... arguments) {
            calls.add(name);
            for (Object argument : arguments) {
                if (argument instanceof Closure<?> block) {
                    block.setDelegate(this);
                    block.setResolveStrategy(Closure.OWNER_FIRST);
                    block.call();
                }
            }
            if (STEPS.containsKey(name)) {
                check(STEPS.get(name), arguments.length == 0 ? Map.of() : (Map<?, ?>) arguments[0]);
                return new HashMap<String, Object>();
            }
            return null;
        }

        private static void check(Class<?> step, Map<?, ?> arguments) {
            Map<String, Type> parameters = parameters(step);
            arguments.forEach((name, value) -> {
                assertThat(parameters)
                        .as("parameters of " + step.getSimpleName())
                        .containsKey((String) name);
                Class<?> type = erased(parameters.get(name));
                if (value instanceof Map<?, ?> part && Describable.class.isAssignableFrom(type)) {
                    check(type, part);
                } else if (value instanceof List<?> parts
                        && parameters.get(name) instanceof ParameterizedType list
                        && Describable.class.isAssignableFrom(erased(list.getActualTypeArguments()[0]))) {
                    parts.forEach(part -> check(erased(list.getActualTypeArguments()[0]), (Map<?, ?>) part));
                } else if (value instanceof List || value instanceof Map || value instanceof Boolean) {
                    assertThat(box(type)).as(step.getSimpleName() + " " + name).isAssignableFrom(box(value.getClass()));
                }
            });
        }

        private static Class<?> erased(Type type) {
            return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        }

        private static Class<?> box(Class<?> type) {
            return type == boolean.class ? Boolean.class : type;
        }

        private static Map<String, Type> parameters(Class<?> step) {
            Map<String, Type> parameters = new HashMap<>();
            for (Constructor<?> constructor : step.getConstructors()) {
                if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                    Arrays.stream(constructor.getParameters())
                            .forEach(
                                    parameter -> parameters.put(parameter.getName(), parameter.getParameterizedType()));
                }
            }
            for (Method method : step.getMethods()) {
                if (method.isAnnotationPresent(DataBoundSetter.class)) {
                    String name = method.getName().substring(3);
                    parameters.put(
                            Character.toLowerCase(name.charAt(0)) + name.substring(1),
                            method.getGenericParameterTypes()[0]);
                }
            }
            return parameters;
        }
    }
}
