package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SecretRulesTest {
    private final List<SecretRule> rules = SecretRules.standard().all();

    @Test
    void hasNoNameTwice() {
        assertThat(rules).hasSizeGreaterThan(200).extracting(SecretRule::id).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatEachSecretIsAndWhatToDo() {
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.title()).isNotBlank();
            assertThat(rule.remedy()).matches("(?:revoke|take) .*[^.]");
            assertThat(rule.severity()).isNotNull();
        });
    }

    /** A keyword of two letters stands in every third line; its rule would be tried there. */
    @Test
    void hasKeywordsThatAreRare() {
        assertThat(rules)
                .filteredOn(rule -> rule.form() != SecretForm.MANIFEST)
                .allSatisfy(rule -> assertThat(rule.keywords()).isNotEmpty().allSatisfy(keyword -> assertThat(keyword)
                        .hasSizeGreaterThanOrEqualTo(2)
                        .isASCII()
                        .doesNotContain("\n")));
    }

    @Test
    void namesFilesInLowerCase() {
        assertThat(rules).filteredOn(rule -> rule.files() != null).allSatisfy(rule -> assertThat(
                        rule.files().pattern())
                .isEqualTo(rule.files().pattern().toLowerCase(Locale.ROOT)));
    }

    @Test
    void bindsTheSecretInEveryPattern() {
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.pattern().pattern()).contains("(?<secret>"));
    }
}
