package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigReaderTest {
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443", %s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: one, context: {cluster: c, user: u}}, {name: two, context: {cluster: c, user: u}}]
            current-context: one
            """;

    @Test
    void takesServerAndTokenOfTheChosenContext() throws Exception {
        Config config = read(TEMPLATE.formatted("insecure-skip-tls-verify: false", "token: abc"), "two");

        assertThat(config.getMasterUrl()).startsWith("https://10.0.0.1:6443");
        assertThat(config.getAutoOAuthToken()).isEqualTo("abc");
        assertThat(config.getCurrentContext().getName()).isEqualTo("two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate-authority: /etc/passwd | token: abc | certificate-authority: /etc/passwd",
                "insecure-skip-tls-verify: true | client-certificate: /root/cert.pem | client-certificate: /root/cert.pem",
                "insecure-skip-tls-verify: true | client-key: /root/key.pem | client-key: /root/key.pem",
                "insecure-skip-tls-verify: true | tokenFile: /root/token | tokenFile: /root/token",
                "insecure-skip-tls-verify: true | exec: {apiVersion: client.authentication.k8s.io/v1, command: /bin/sh} | exec: /bin/sh",
                "insecure-skip-tls-verify: true | auth-provider: {name: gcp} | auth-provider: gcp"
            })
    void refusesWhatWouldReadFilesOrStartPrograms(String cluster, String user, String named) {
        assertThatThrownBy(() -> read(TEMPLATE.formatted(cluster, user), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(named);
    }

    @Test
    void leavesTheProgramForCredentialsToThoseWhoMayRunIt() throws Exception {
        String user = "exec: {apiVersion: client.authentication.k8s.io/v1, command: aws, args: [eks]}";
        CredentialPrograms programs = (arguments, environment, timeout, out, err) -> {
            out.accept("{\"status\": {\"token\": \"of %s\"}}".formatted(arguments));
            return 0;
        };

        Config config = new KubeconfigReader(programs)
                .read(new SecretText(TEMPLATE.formatted("insecure-skip-tls-verify: true", user)), null);

        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("of [aws, eks]");
        assertThat(config.getAutoOAuthToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{", "apiVersion: v1", "- 1"})
    void refusesWhatIsNoKubeconfigWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> read(text, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the YAML text of a kubeconfig");
    }

    @Test
    void namesTheContextsThatThereAre() {
        assertThatThrownBy(() -> read(TEMPLATE.formatted("insecure-skip-tls-verify: true", "token: abc"), "three"))
                .hasMessage("context: 'three' is not valid: expected one of the kubeconfig's contexts: one, two");
    }

    private static Config read(String text, String context) throws InvalidInputException {
        return new KubeconfigReader(null).read(new SecretText(text), context);
    }
}
