package io.jenkins.plugins.autodeploy.jenkins.security;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Looks up credentials that administrators chose in the system configuration, with the controller's own rights: those of jobs and folders are not among them. Does I/O with the credentials' stores. */
public final class ControllerCredentials {
    private ControllerCredentials() {}

    /**
     * A secret text.
     *
     * @throws InvalidInputException when none is named or there is none of this id
     */
    public static SecretText text(String parameter, @CheckForNull String id) throws InvalidInputException {
        StringCredentials found = id == null
                ? null
                : CredentialsProvider.findCredentialByIdInItemGroup(
                        id, StringCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
        if (found == null) {
            throw new InvalidInputException(
                    parameter, id == null ? "" : id, "the id of a secret text among the controller's credentials");
        }
        return new SecretText(Secret.toString(found.getSecret()));
    }
}
