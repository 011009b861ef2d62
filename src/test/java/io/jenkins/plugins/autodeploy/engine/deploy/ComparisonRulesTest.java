package io.jenkins.plugins.autodeploy.engine.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.analysis.AnalysisReader;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is refused because it could never be measured. */
class ComparisonRulesTest {
    private final ComparisonRules rules = new ComparisonRules(Set.of("canary", "blueGreen"), false);

    @Test
    void aComparisonNeedsAStrategyWithBothVersions() {
        String compared = "{name: e, prometheus: 'http://p', query: 'a{ {{canary}} }', failIf: 'degradation > 20 %'}";
        String stable = "{name: e, prometheus: 'http://p', query: 'a{ {{stable}} }', failIf: '> 2'}";

        assertThatCode(() -> rules.check(plan("canary", compared))).doesNotThrowAnyException();
        for (String metric : Set.of(compared, stable)) {
            assertThatThrownBy(() -> rules.check(plan("rolling", metric)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("analysis: 'e' is not valid: expected the strategy blueGreen or canary");
        }
    }

    @Test
    void comparedRequestsNeedAnAddressOfEachVersion() {
        String compared = "{http: /health, failIf: 'degradation > 20 %'}";

        assertThatThrownBy(() -> rules.check(plan("canary", compared)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no addresses of their own");
        assertThatCode(() -> new ComparisonRules(Set.of("canary"), true).check(plan("canary", compared)))
                .doesNotThrowAnyException();
    }

    private static RolloutPlan plan(String strategy, String metric) throws InvalidInputException {
        return RolloutPlan.of(strategy).with(AnalysisReader.parse("{window: 5m, metrics: [%s]}".formatted(metric)));
    }
}
