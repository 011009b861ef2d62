package io.jenkins.plugins.autodeploy.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Of which deployments and when somebody is told. */
class NoticeRuleTest {
    @Test
    void isAboutEverythingUnlessItSaysOtherwise() throws InvalidInputException {
        NoticeRule rule = NoticeRule.of(" ", null);

        assertThat(rule.isAbout("dev")).isTrue();
        assertThat(Moment.values()).allMatch(rule::isAt);
    }

    @Test
    void isAboutTheEnvironmentsThatItNames() throws InvalidInputException {
        NoticeRule rule = NoticeRule.of("production, staging-*", null);

        assertThat(rule.isAbout("production")).isTrue();
        assertThat(rule.isAbout("staging-eu")).isTrue();
        assertThat(rule.isAbout("staging")).isFalse();
        assertThat(rule.isAbout("production2")).isFalse();
    }

    /** A name is no regular expression. */
    @Test
    void takesAllElseLiterally() throws InvalidInputException {
        assertThat(NoticeRule.of("a.c", null).isAbout("abc")).isFalse();
        assertThat(NoticeRule.of("a+(", null).isAbout("a+(")).isTrue();
    }

    @Test
    void isAtTheMomentsThatItNames() throws InvalidInputException {
        NoticeRule rule = NoticeRule.of(null, "failed, RolledBack");

        assertThat(rule.isAt(Moment.FAILED)).isTrue();
        assertThat(rule.isAt(Moment.ROLLED_BACK)).isTrue();
        assertThat(rule.isAt(Moment.SUCCEEDED)).isFalse();
    }

    @Test
    void refusesAMomentThatNoDeploymentHas() {
        assertThatThrownBy(() -> NoticeRule.of(null, "failed, test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("moments: 'test' is not valid: expected some of started, waiting, succeeded, failed,"
                        + " rolledBack, aborted");
    }
}
