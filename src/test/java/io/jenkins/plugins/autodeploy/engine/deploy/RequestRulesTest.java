package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Trigger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "shop/web:1.4",
                "registry.example.com:5000/team/web_api:1.4-rc.1",
                "127.0.0.1:5000/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void takesImageReferences(String image) {
        assertThatCode(() -> RequestRules.checkImage(image)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "Web:1", "web:1:2", "web:", "-web", "web@sha256:short", "web\n", "--privileged"})
    void refusesWhatIsNoImageReference(String image) {
        assertThatThrownBy(() -> RequestRules.checkImage(image))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("image: '");
    }

    @ParameterizedTest
    @CsvSource({
        "workload, Web, lower-case letters",
        "replicas, -1, a number from 0",
        "replicas, 1001, a number from 0",
        "port, 0, a port from 1",
        "publicPort, 65536, a port from 1",
        "env, 1ST, do not begin with a digit",
        "variables, host, names of upper-case letters",
        "healthCheck.path, health, a path such as /health",
        "healthCheck.path, /a b, without spaces",
        "timeout, 0, more than zero",
        "timeout, 1441, at most a day",
        "strategy, hasty, 'rolling, recreate, canary or blueGreen'",
    })
    void namesTheParameterItsValueAndWhatWouldBeRight(String parameter, String value, String expected) {
        assertThatThrownBy(() -> RequestRules.check(with(parameter, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(parameter + ": ")
                .hasMessageContaining(expected);
    }

    @Test
    void takesARequestThatHasNothingWrong() {
        assertThatCode(() -> RequestRules.check(with("", ""))).doesNotThrowAnyException();
    }

    private static DeployRequest with(String parameter, String value) {
        return DeployRequest.of("d1", "dev", "web:1")
                .workload(parameter.equals("workload") ? value : "web")
                .replicas(parameter.equals("replicas") ? Integer.valueOf(value) : null)
                .port(parameter.equals("port") ? Integer.valueOf(value) : null)
                .publicPort(parameter.equals("publicPort") ? Integer.valueOf(value) : null)
                .env(parameter.equals("env") ? Map.of(value, "x") : Map.of())
                .variables(parameter.equals("variables") ? Map.of(value, "x") : Map.of())
                .plan(RolloutPlan.of(parameter.equals("strategy") ? value : "rolling"))
                .healthCheck(new HealthCheck(
                        parameter.equals("healthCheck.path") ? value : "/health", Duration.ofSeconds(1)))
                .timeout(Duration.ofMinutes(parameter.equals("timeout") ? Integer.parseInt(value) : 5))
                .trigger(new Trigger("user", "ada", 1, null))
                .build();
    }
}
