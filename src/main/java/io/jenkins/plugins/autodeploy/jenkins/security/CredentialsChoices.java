package io.jenkins.plugins.autodeploy.jenkins.security;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The choices of credentials drop-downs: looked up only for those who may see the configuration or use the credentials, the current value alone for everyone else. */
public final class CredentialsChoices {
    private static final CredentialsMatcher CLUSTER = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(FileCredentials.class),
            CredentialsMatchers.instanceOf(StringCredentials.class),
            CredentialsMatchers.instanceOf(StandardCertificateCredentials.class));
    private static final CredentialsMatcher REGISTRY = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
            CredentialsMatchers.instanceOf(FileCredentials.class));

    private static final CredentialsMatcher TOKEN = CredentialsMatchers.instanceOf(StringCredentials.class);

    private CredentialsChoices() {}

    /** Kubeconfig files, tokens and client certificates. */
    public static ListBoxModel forCluster(@CheckForNull Item item, String current) {
        return choices(item, current, CLUSTER);
    }

    /** Usernames with passwords, and key files of Google's service accounts. */
    public static ListBoxModel forRegistry(@CheckForNull Item item, String current) {
        return choices(item, current, REGISTRY);
    }

    /** Tokens, as secret text. */
    public static ListBoxModel forToken(@CheckForNull Item item, String current) {
        return choices(item, current, TOKEN);
    }

    /** Whether the user may see what can be chosen. Nobody may configure the job of a branch: there, seeing its configuration or using its credentials counts. */
    public static boolean areFor(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    private static ListBoxModel choices(@CheckForNull Item item, String current, CredentialsMatcher matcher) {
        StandardListBoxModel choices = new StandardListBoxModel();
        if (!areFor(item)) {
            return choices.includeCurrentValue(current);
        }
        choices.includeEmptyValue();
        if (item == null) {
            choices.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), matcher);
        } else {
            choices.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher);
        }
        return choices.includeCurrentValue(current);
    }
}
