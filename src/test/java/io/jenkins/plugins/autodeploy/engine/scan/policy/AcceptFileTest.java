package io.jenkins.plugins.autodeploy.engine.scan.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptFileTest {
    private static final String PATH = ".autodeploy/accepted.yaml";

    @Test
    void readsEveryField() throws Exception {
        String yaml = """
                accepted:
                  - id: CVE-2021-23337
                    package: lodash
                    paths: ["web/**"]
                    reason: we never call template()
                    by: ann
                    until: 2026-12-31
                  - {id: dockerfile-root-user, reason: behind a sandbox, by: bob}
                """;

        assertThat(AcceptFile.parse(PATH, yaml))
                .containsExactly(
                        new AcceptedRisk(
                                "CVE-2021-23337",
                                "lodash",
                                List.of("web/**"),
                                "we never call template()",
                                "ann",
                                LocalDate.of(2026, 12, 31)),
                        new AcceptedRisk("dockerfile-root-user", null, List.of(), "behind a sandbox", "bob", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "accepted:\n", "accepted: []\n"})
    void takesAnEmptyFileForNone(String yaml) throws Exception {
        assertThat(AcceptFile.parse(PATH, yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accepted: [{id: A, by: ann}] | 'reason' in entry 1 (A)",
                "accepted: [{id: A, reason: '  ', by: ann}] | 'reason' in entry 1 (A)",
                "accepted: [{reason: r, by: ann}] | 'id' in entry 1",
                "accepted: [{id: A, reason: r}] | 'by' in entry 1 (A)",
                "accepted: [{id: A, reason: r, by: b, until: 31.12.2026}] | a date such as 2026-12-31 in 'until' of entry 1 (A), not 31.12.2026",
                "accepted: [{id: A, reason: r, by: b, expires: 2026-01-01}] | not [expires]",
                "accepted: [{id: A, reason: r, by: b, paths: ['[']}] | globs such as web/** in paths of entry 1 (A)",
                "accepted: [{id: A, reason: r, by: b, package: [lodash]}] | a single value in 'package'",
                "accepted: [{id: A, reason: r, by: b, paths: {web: all}}] | a list of globs in paths of entry 1 (A)",
                "accepted: yes | a list under 'accepted'",
                "[1, 2] | a YAML mapping",
                "acepted: [] | only accepted in the file, not [acepted]",
                "accepted: [ | YAML that can be read",
            })
    void namesWhatIsWrong(String yaml, String expected) {
        assertThatThrownBy(() -> AcceptFile.parse(PATH, yaml))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("acceptFile: '.autodeploy/accepted.yaml'")
                .hasMessageContaining(expected);
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> AcceptFile.parse(PATH, "accepted: " + "[".repeat(5000)))
                .isInstanceOf(InvalidInputException.class);
    }
}
