package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to keep the search busy: the time stays that of a file of their size. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTextTest {
    private static final int MEGABYTE = 1 << 20;
    /** There are hundreds of keywords; what is not linear takes minutes of this, too. */
    private static final int OF_EACH_KEYWORD = 1 << 16;
    /** What tempts patterns to go on, and those with a choice to try all. */
    private static final List<String> TEMPTATIONS = List.of(
            "aws_secret_",
            "password=password=",
            "://a:",
            "a://b:c@",
            "-----BEGIN RSA PRIVATE KEY-----",
            ".eyJa",
            "curl -u a",
            "Server=a;Password=",
            "Authorization: Basic ",
            "kind: Secret\ndata:\n",
            "name: API_KEY\nvalue: ",
            "\u0000",
            "a",
            "é",
            "_",
            "\t");

    static Stream<String> keywords() {
        return SecretRules.standard().all().stream()
                .flatMap(rule -> rule.keywords().stream())
                .distinct();
    }

    @Test
    void searchesALineOfAnyKeyword() {
        keywords().forEach(keyword -> assertThat(
                        SecretSearch.search("app.yaml", keyword.repeat(OF_EACH_KEYWORD / keyword.length())))
                .as(keyword)
                .isEmpty());
    }

    @Test
    void searchesAMegabyteOfAllKeywordsInTurn() {
        assertThat(SecretSearch.search("app.yaml", repeated(keywords().collect(Collectors.joining("=")))))
                .hasSizeLessThan(1_000);
    }

    static Stream<String> temptations() {
        return TEMPTATIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("temptations")
    void searchesAMegabyteOfATemptation(String temptation) {
        assertThat(SecretSearch.search("app.yaml", repeated(temptation))).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "A", "+", "é", "a1B2", "=", ".", "-", "_"})
    void searchesAMegabyteBehindAKeyword(String filling) {
        String fill = filling.repeat(4_000 / filling.length());
        String text =
                keywords().map(keyword -> keyword + "=" + fill + keyword + fill).collect(Collectors.joining("\n"));

        assertThat(SecretSearch.search("app.yaml", text)).hasSizeLessThan(1_000);
    }

    @Test
    void findsASecretInALineOfAMegabyteAndBetweenNuls() {
        String token = "ghp_q9Xw3eR7tY1uI5oP2aS8dF4gH6jK0lZx" + "CvBn";

        assertThat(SecretSearch.search("a.txt", "\n" + "x ".repeat(MEGABYTE / 2) + token + " x".repeat(MEGABYTE / 2)))
                .extracting(Finding::location)
                .containsExactly("a.txt:2");
        assertThat(SecretSearch.search("a.txt", "\u0000" + token + "\u0000")).hasSize(1);
    }

    @Test
    void reportsABoundedNumberOfSecrets() {
        SecretTemplate template = new SecretTemplate(1);
        String text = IntStream.range(0, 20_000)
                .mapToObj(i -> template.fill("ghp_{alnum:36}"))
                .collect(Collectors.joining("\n"));

        assertThat(SecretSearch.search("a.txt", text)).hasSize(100);
    }

    @Test
    void searchesManyMarkedLines() {
        assertThat(SecretSearch.search("a.txt", repeated("token autodeploy:allow\n")))
                .isEmpty();
    }

    private static String repeated(String fragment) {
        return fragment.repeat(MEGABYTE / fragment.length());
    }
}
