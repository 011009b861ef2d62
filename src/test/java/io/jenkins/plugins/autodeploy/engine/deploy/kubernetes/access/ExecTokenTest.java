package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ClusterBuilder;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecConfigBuilder;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecTokenTest {
    private static final String VERSION = "client.authentication.k8s.io/v1beta1";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<List<String>> calls = new ArrayList<>();
    private Map<String, String> environment;
    private Instant now = START;
    private int exitCode;
    private String answer = answer("t1", "2026-01-01T00:15:00Z");

    @Test
    void runsTheProgramWithItsArgumentsAndVariablesOnlyWhenATokenIsNeeded() throws Exception {
        ExecConfig config = config("aws")
                .withArgs("eks", "get-token", "--cluster-name", "shop")
                .addNewEnv("AWS_PROFILE", "ci")
                .withProvideClusterInfo(true)
                .build();
        ExecToken token = token(config);
        assertThat(calls).isEmpty();

        assertThat(token.getToken()).isEqualTo("t1");
        assertThat(token.getToken()).isEqualTo("t1");

        assertThat(calls).containsExactly(List.of("aws", "eks", "get-token", "--cluster-name", "shop"));
        assertThat(environment).containsEntry("AWS_PROFILE", "ci");
        assertThat(environment.get("KUBERNETES_EXEC_INFO"))
                .contains(VERSION, "\"interactive\":false", "https://10.0.0.1:6443");
    }

    @Test
    void asksAgainBeforeTheTokenEnds() throws Exception {
        ExecToken token = token(config("aws").build());
        token.getToken();
        answer = answer("t2", "2026-01-01T00:30:00Z");

        now = Instant.parse("2026-01-01T00:13:00Z");
        assertThat(token.getToken()).isEqualTo("t1");
        now = Instant.parse("2026-01-01T00:14:30Z");
        assertThat(token.getToken()).isEqualTo("t2");
    }

    @Test
    void asksAgainAfterAWhileWhereTheTokenNamesNoEnd() throws Exception {
        answer = "{\"status\": {\"token\": \"t1\"}}";
        ExecToken token = token(config("aws").build());
        token.getToken();
        answer = answer("t2", "2026-01-01T00:30:00Z");

        now = START.plus(Duration.ofMinutes(11));

        assertThat(token.getToken()).isEqualTo("t2");
    }

    @Test
    void goesOnWithAGoodTokenWhenTheProgramFailsAndNotWithAnExpiredOne() throws Exception {
        ExecToken token = token(config("aws").build());
        token.getToken();
        exitCode = 255;

        now = Instant.parse("2026-01-01T00:14:30Z");
        assertThat(token.getToken()).isEqualTo("t1");
        now = Instant.parse("2026-01-01T00:15:00Z");
        assertThatThrownBy(token::getToken)
                .hasMessageContaining("'aws'")
                .hasMessageContaining("exit code 255 and the words: Unable to locate credentials");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hush | no ExecCredential in JSON",
                "{\"status\": {}} | no token",
                "{\"status\": {\"clientCertificateData\": \"hush\"}} | only tokens are taken",
                "{\"status\": {\"token\": \"hush\", \"expirationTimestamp\": \"soon\"}} | no time of RFC 3339"
            })
    void saysWhatIsWrongWithAnAnswerWithoutQuotingIt(String wrong, String told) throws Exception {
        answer = wrong;
        ExecToken token = token(config("aws").build());

        assertThatThrownBy(token::getToken).hasMessageContaining(told).hasMessageNotContaining("hush");
    }

    @Test
    void saysThatTheProgramCannotBeStarted() throws Exception {
        ExecToken token = new ExecToken(
                config("kubelogin").build(),
                new ClusterBuilder().build(),
                (arguments, variables, timeout, out, err) -> {
                    throw new IOException("error=2, No such file or directory");
                },
                Clock.systemUTC());

        ApiProblem problem = problem(token);
        assertThat(problem.sentence()).contains("'kubelogin'", "No such file");
        assertThat(problem.passing()).as("the agent may come back").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"./aws, v1, IfAvailable", "aws, v0alpha, Always", "'', v1, Never"})
    void refusesWhatItCannotRun(String command, String version, String mode) {
        ExecConfig config = config(command)
                .withApiVersion("client.authentication.k8s.io/" + version)
                .withInteractiveMode(mode)
                .build();

        assertThatThrownBy(() -> token(config)).isInstanceOf(InvalidInputException.class);
    }

    private static ApiProblem problem(ExecToken token) {
        try {
            token.getToken();
            throw new AssertionError("there is a token");
        } catch (CredentialProgramException e) {
            return ApiProblem.of(e, "it", "default", "https://10.0.0.1:6443");
        }
    }

    private static ExecConfigBuilder config(String command) {
        return new ExecConfigBuilder().withApiVersion(VERSION).withCommand(command);
    }

    private static String answer(String token, String end) {
        return "{\n  \"status\": {\"token\": \"%s\", \"expirationTimestamp\": \"%s\"}\n}".formatted(token, end);
    }

    private ExecToken token(ExecConfig config) throws InvalidInputException {
        CredentialPrograms programs = (arguments, variables, timeout, out, err) -> {
            calls.add(arguments);
            environment = variables;
            answer.lines().forEach(out);
            err.accept("Unable to locate credentials");
            return exitCode;
        };
        return new ExecToken(
                config, new ClusterBuilder().withServer("https://10.0.0.1:6443").build(), programs, new Moving());
    }

    private final class Moving extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
