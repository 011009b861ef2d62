package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationRulesTest {
    static List<RuleCase> cases() throws IOException {
        return RuleCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheFaultWhereItIs(RuleCase example) {
        assertThat(example.faulty()).isNotEmpty().allSatisfy(text -> assertThat(rules(example.file(), text))
                .contains(example.rule()));
        assertThat(ConfigurationFiles.check(example.file(), example.faulty().get(0)))
                .filteredOn(finding -> finding.id().equals(example.rule()))
                .extracting(Finding::location)
                .contains(example.file() + ":" + example.line());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leavesAloneWhatLooksLikeTheFault(RuleCase example) {
        assertThat(example.sound()).isNotEmpty().allSatisfy(text -> assertThat(rules(example.file(), text))
                .doesNotContain(example.rule()));
    }

    /** Rules of images have their cases in {@link ImageConfigurationCheckTest}. */
    @Test
    void hasACaseForEveryRule() throws IOException {
        assertThat(RuleCase.all().stream().map(RuleCase::rule))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ConfigurationRules.all().stream()
                        .map(Rule::id)
                        .filter(id -> !id.startsWith("image-"))
                        .toList());
    }

    @Test
    void tellsOfEveryRuleWhatIsWrongAndWhatToDo() {
        assertThat(ConfigurationRules.all()).allSatisfy(rule -> {
            assertThat(rule.id()).matches("(?:dockerfile|image|kubernetes|compose)(?:-[a-z]+)+");
            assertThat(rule.title()).matches("[A-Z/.s].*[^.]");
            assertThat(rule.remedy()).matches("[a-z].*[^.]");
            assertThat(rule.title().length() + rule.remedy().length()).isLessThan(190);
            assertThat(ConfigurationRules.find(rule.id())).contains(rule);
        });
    }

    private static List<String> rules(String file, String text) {
        return ConfigurationFiles.check(file, text).stream().map(Finding::id).toList();
    }
}
