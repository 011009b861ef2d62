package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://ci.example.com/jenkins/, https://ci.example.com",
        "https://ci.example.com:443/, https://ci.example.com",
        "http://ci.example.com:80/, http://ci.example.com",
        "http://CI_1.example.com:8080/jenkins, http://ci_1.example.com:8080",
        "http://localhost:8080/, http://localhost:8080",
        "https://ci.example.com:80/, https://ci.example.com:80",
    })
    void areWhatABrowserSends(String url, String origin) {
        assertThat(Origins.of(url)).isEqualTo(origin);
    }
}
