package io.jenkins.plugins.autodeploy.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import hudson.Util;
import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.mockito.MockedStatic;

/** The analysis as a pipeline and the snippet generator write it. */
class RolloutAnalysisTest {
    private static final Path VIEWS = Path.of("src/main/resources/io/jenkins/plugins/autodeploy/jenkins/steps");

    private final AutoDeployConfiguration configuration = mock(AutoDeployConfiguration.class);
    private final AnalysisMetric metric = new AnalysisMetric();
    private MockedStatic<Util> texts;
    private RolloutAnalysis analysis;

    @BeforeEach
    void open() {
        texts = UtilStandIn.open();
        analysis = new RolloutAnalysis("5m");
        analysis.setMetrics(List.of(metric));
    }

    @AfterEach
    void close() {
        texts.close();
    }

    @Test
    void isWhatTheSameTextInAFileIs() throws Exception {
        when(configuration.prometheusServer("monitoring")).thenReturn("http://prometheus:9090");
        metric.setName("error-rate");
        metric.setPrometheus("monitoring");
        metric.setQuery("up");
        metric.setFailIf("> 5 %");
        AnalysisMetric latency = new AnalysisMetric();
        latency.setName("p95");
        latency.setHttp("/health");
        latency.setRequests(20);
        latency.setPercentile(95);
        latency.setStatus(200);
        latency.setContains("fine");
        latency.setFailIf("> 2000 ms");
        when(configuration.webHook("orders")).thenReturn("https://checks.example.com/orders");
        AnalysisMetric orders = new AnalysisMetric();
        orders.setWebhook("orders");
        AnalysisMetric restarts = new AnalysisMetric();
        restarts.setRestarts("> 0");
        analysis.setMetrics(List.of(metric, latency, orders, restarts));
        analysis.setInterval("20s");
        analysis.setFailureLimit(1);
        analysis.setNoData("ignore");

        assertThat(analysis.toAnalysis(configuration)).isEqualTo(AnalysisReader.parse("""
                                window: 5m
                                interval: 20s
                                failureLimit: 1
                                noData: ignore
                                metrics:
                                  - {name: error-rate, prometheus: 'http://prometheus:9090', query: up, failIf: '> 5 %'}
                                  - {name: p95, http: /health, requests: 20, percentile: 95, status: 200, contains: fine, failIf: '> 2000 ms'}
                                  - {webhook: 'https://checks.example.com/orders'}
                                  - {restarts: '> 0'}
                                """));
    }

    @Test
    void takesAnEmptyFieldForItsDefault() throws Exception {
        analysis.setInterval(" ");
        analysis.setNoData("");
        metric.setName("");
        metric.setRestarts("> 0");
        metric.setHttp(" ");

        assertThat(analysis.toAnalysis(configuration))
                .isEqualTo(AnalysisReader.parse("{window: 5m, metrics: [{restarts: '> 0'}]}"));
    }

    /** What a pipeline may have the controller request is what administrators allow. */
    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/", "https://intranet/", "//intranet/", "health"})
    void requestsNoOtherAddressThanTheDeployments(String address) {
        metric.setHttp(address);

        assertThatThrownBy(() -> analysis.toAnalysis(configuration))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("analysis: '" + address + "' is not valid: expected ");
    }

    @Test
    void saysThatAWindowIsMissing() {
        metric.setRestarts("> 0");
        RolloutAnalysis without = new RolloutAnalysis(" ");
        without.setMetrics(List.of(metric));

        assertThatThrownBy(() -> without.toAnalysis(configuration)).hasMessageContaining("a time such as 30s");
    }

    /** Pipelines write plain maps: Jenkins makes objects of them only where the class can be no other. */
    @Test
    void canBeWrittenAsPlainMaps() throws Exception {
        assertThat(DeployToClusterStep.class
                        .getMethod("setAnalysis", RolloutAnalysis.class)
                        .isAnnotationPresent(DataBoundSetter.class))
                .isTrue();
        assertThat(List.of(RolloutAnalysis.class, AnalysisMetric.class))
                .noneMatch(type -> Modifier.isAbstract(type.getModifiers()));
    }

    @ParameterizedTest
    @ValueSource(classes = {RolloutAnalysis.class, AnalysisMetric.class})
    void everyFieldHasAnEntryAHelpAGetterAndATitle(Class<?> type) throws Exception {
        Path views = VIEWS.resolve(type.getSimpleName());
        String form = Files.readString(views.resolve("config.jelly"));
        String titles = Files.readString(views.resolve("config.properties"));

        assertThat(fields(type)).isNotEmpty().allSatisfy(field -> {
            assertThat(form).contains("field=\"" + field + "\"");
            assertThat(titles).containsPattern("(?m)^" + field + "=.+");
            assertThat(views.resolve("help-" + field + ".html")).content().contains("<p>", "Default: ");
            assertThat(type.getMethod("get" + Character.toUpperCase(field.charAt(0)) + field.substring(1)))
                    .isNotNull();
        });
    }

    private static List<String> fields(Class<?> type) {
        List<String> fields = new ArrayList<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters()).forEach(parameter -> fields.add(parameter.getName()));
            }
        }
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                fields.add(Character.toLowerCase(method.getName().charAt(3))
                        + method.getName().substring(4));
            }
        }
        return fields;
    }
}
