package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<4.17.12;4.17.11;true",
                "<4.17.12;4.17.12;false",
                "<=4.17.12;4.17.12;true",
                ">=1.0.0 <1.2.3 || >=2.0.0 <2.0.5;2.0.4;true",
                ">=1.0.0 <1.2.3 || >=2.0.0 <2.0.5;1.5.0;false",
                ">= 1.0.0, < 2.0.0;0.9.0;false",
                ">= 1.0.0, < 2.0.0;1.5.0;true",
                "^1.2.0;1.9.0;true",
                "^0.2.0;0.3.0;false",
                "~1.2.0;1.2.9;true",
                "~1.2.0;1.3.0;false",
                "1.x;1.9.0;true",
                "1.x;2.0.0;false",
                "1.0.0 - 2.0.0;2.0.0;true",
                "1.0.0 - 2.0.0;2.0.1;false",
                "*;0.0.1;true",
                "=1.0.0;1.0.0;true",
                "1.0.0;1.0.1;false",
                "<2.0.0;2.0.0-rc.1;true",
                "<2.0.0;1.9.0-rc.1;true",
                ">1.0.0;20240101123456.0.0;true"
            })
    void holdsWhatNpmSaysAndThePreReleasesBetween(String range, String version, boolean held) {
        assertThat(NpmRange.of(range).contains(version)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "garbage", "<1.0.0 || garbage", "||", "git+ssh://example.org/a"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> NpmRange.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
