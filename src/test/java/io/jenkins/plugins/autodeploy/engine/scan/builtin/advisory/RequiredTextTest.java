package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                "\"/\\*!? jQuery v([0-9]+)\" \" jQuery v\"",
                "\"lib-([0-9.]+)(\\.min)?\\.js\" \"lib-\"",
                "abc|defgh \"\"",
                "(abc|defgh)ij ij",
                "abcd?ef abc",
                "abcd*e abc",
                "abcd+e abcd",
                "abcd{0,2}ef abc",
                "ab[cdefgh]ij ab",
                "ab[^]x]cdef cdef",
                "ab[c[d]]ef \"\"",
                "a\\.b\\/c a.b/c",
                "abc\\dxyz9 xyz9",
                "ab\\x4142 ab",
                "(?i)abc \"\"",
                "(?:abc)de de",
                "((a)b\\))cd cd",
                "(a[)]b)cd cd"
            })
    void isInWhateverTheExpressionMatches(String expression, String required) {
        assertThat(RequiredText.of(expression)).isEqualTo(required);
    }
}
