package io.jenkins.plugins.autodeploy.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.host.HttpProxy;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxyTest {
    @Test
    void isTheOneOfTheServersScheme() {
        EnvironmentProxy environment = new EnvironmentProxy(
                Map.of("HTTPS_PROXY", "http://user:hush@proxy.example.com:3128", "http_proxy", "other.example.com"));

        assertThat(environment.of(URI.create("https://10.0.0.1:6443")))
                .isEqualTo(new HttpProxy("proxy.example.com", 3128, "user", new SecretText("hush")));
        assertThat(environment.of(URI.create("http://10.0.0.1:8080")))
                .isEqualTo(new HttpProxy("other.example.com", 80, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1:6443, ''",
        "https://localhost:6443, ''",
        "https://api.example.com, example.com",
        "https://api.example.com, '10.0.0.1, .example.com'",
        "https://api.example.com, *"
    })
    void isNoneForHostsThatAreReachedDirectly(URI server, String exceptions) {
        assertThat(new EnvironmentProxy(Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", exceptions)).of(server))
                .isNull();
    }

    @Test
    void isNoneWhereNoneIsNamedOrTheNameIsNoUrl() {
        URI server = URI.create("https://api.example.com");

        assertThat(new EnvironmentProxy(Map.of()).of(server)).isNull();
        assertThat(new EnvironmentProxy(Map.of("HTTPS_PROXY", "no url")).of(server))
                .isNull();
        assertThat(new EnvironmentProxy(Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "notexample.com")).of(server))
                .isNotNull();
    }
}
