package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomnessTest {
    @Test
    void measuresBitsACharacter() {
        assertThat(Randomness.entropy("")).isZero();
        assertThat(Randomness.entropy("aaaa")).isZero();
        assertThat(Randomness.entropy("abcd")).isEqualTo(2);
        assertThat(Randomness.entropy("äöüß"))
                .as("what is not ASCII is one character")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h7Jk29" + "xQw81Lp3Z",
                "9f2c4e8a1b7d" + "3056e4f8a9c1",
                "nXCXGGlP" + "RyV%Hi",
                "kQzWbXpLm" + "NvRtYgHd"
            })
    void knowsWhatChanceMade(String value) {
        assertThat(Randomness.looksRandom(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567890",
                "database-credentials-2",
                "oauth2AccessTokenAttribute",
                "getUserById2Cache",
                "unknown2",
                "shop-invoices-eu-west-1",
                "aaaaaaaaaaaaaaaa1111",
                "EncodedPasswordAttributeName"
            })
    void knowsWhatAPersonNamed(String value) {
        assertThat(Randomness.looksRandom(value)).isFalse();
    }
}
