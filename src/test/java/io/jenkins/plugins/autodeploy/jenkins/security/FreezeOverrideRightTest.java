package io.jenkins.plugins.autodeploy.jenkins.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Who may deploy in a freeze. */
class FreezeOverrideRightTest {
    private final Run<?, ?> run = mock(Run.class, RETURNS_DEEP_STUBS);
    private final User alice = mock(User.class);
    private final Authentication signedIn = mock(Authentication.class);
    private MockedStatic<User> users;

    @BeforeEach
    void aliceIsKnown() {
        users = mockStatic(User.class);
        users.when(() -> User.getById("alice", false)).thenReturn(alice);
        when(alice.getId()).thenReturn("alice");
        when(alice.impersonate2()).thenReturn(signedIn);
    }

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void whoMayApproveInTheJobMay() {
        when(run.getParent().getACL().hasPermission2(eq(signedIn), any())).thenReturn(true);

        assertThatCode(() -> FreezeOverrideRight.check(run, "hotfix", "alice")).doesNotThrowAnyException();
    }

    @Test
    void whoMayNotApproveMayNot() {
        assertThatThrownBy(() -> FreezeOverrideRight.check(run, "hotfix", "alice"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("overrideFreeze: 'hotfix'")
                .hasMessageContaining("Deployments/Approve, which alice has not");
    }

    @Test
    void aBuildThatNobodyStartedMayNot() {
        assertThatThrownBy(() -> FreezeOverrideRight.check(run, "hotfix", null))
                .hasMessageContaining("a person has started");
        assertThatThrownBy(() -> FreezeOverrideRight.check(run, "hotfix", "gone"))
                .hasMessageContaining("a person has started");
    }

    @Test
    void whoIsGoneFromWhereUsersAreKeptMayNot() {
        when(alice.impersonate2()).thenThrow(new UsernameNotFoundException("alice"));

        assertThatThrownBy(() -> FreezeOverrideRight.check(run, "hotfix", "alice"))
                .isInstanceOf(InvalidInputException.class);
    }
}
