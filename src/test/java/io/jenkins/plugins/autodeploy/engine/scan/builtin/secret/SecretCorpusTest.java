package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the built-in search finds of the corpus, and what it takes for a secret. */
class SecretCorpusTest {
    private static final long[] SEEDS = {11, 12, 13, 14, 15};

    private final SecretMeasure measure = SecretMeasure.ofBuiltIn(SEEDS);

    @Test
    void findsNineteenOfTwentySecrets() {
        assertThat(SecretCorpus.withSecrets(SEEDS[0])).hasSizeGreaterThan(250);
        assertThat(measure.recall()).as("missed: %s", counted(measure.missed())).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void isRightNineteenTimesOfTwenty() {
        assertThat(SecretCorpus.withoutSecrets(SEEDS[0])).hasSizeGreaterThan(400);
        assertThat(measure.precision())
                .as("mistaken: %s", counted(measure.mistaken()))
                .isGreaterThanOrEqualTo(0.95);
        assertThat((double) measure.mistaken().size() / measure.others())
                .as("mistaken: %s", counted(measure.mistaken()))
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void missesNoRuleAltogether() {
        List<String> missed =
                measure.missed().stream().map(SecretCorpusTest::rule).toList();
        List<SecretCase> all = SecretCorpus.withSecrets(SEEDS[0]);

        assertThat(all.stream().map(SecretCorpusTest::rule).distinct()).allSatisfy(rule -> assertThat(
                        missed.stream().filter(rule::equals).count())
                .as("missed: %s", counted(measure.missed()))
                .isLessThan(SEEDS.length
                                * all.stream()
                                        .filter(one -> rule(one).equals(rule))
                                        .count()
                                / 3
                        + 1));
    }

    @Test
    void reportsWhatHasAFormOfItsOwnByItsRule() {
        List<String> wrong = SecretCorpus.withSecrets(SEEDS[0]).stream()
                .filter(one -> one.what().contains(" in ") && SecretMeasure.finds(one))
                .filter(one -> SecretSearch.search(one.file(), one.text()).stream()
                        .noneMatch(finding -> finding.id().equals(rule(one))))
                .map(SecretCase::what)
                .toList();

        assertThat(wrong)
                .hasSizeLessThanOrEqualTo(SecretCorpus.withSecrets(SEEDS[0]).size() / 50);
    }

    private static String rule(SecretCase one) {
        return one.what().replaceFirst(" in .*", "");
    }

    private static String counted(List<SecretCase> cases) {
        return new TreeSet<>(cases.stream().map(SecretCase::what).toList())
                .stream()
                        .map(what -> cases.stream()
                                        .filter(one -> one.what().equals(what))
                                        .count() + " x " + what)
                        .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
