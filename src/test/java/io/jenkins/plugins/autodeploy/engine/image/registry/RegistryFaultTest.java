package io.jenkins.plugins.autodeploy.engine.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryFaultTest {
    /** The messages are docker's and Jib's own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unauthorized: authentication required | REFUSED",
                "no basic auth credentials | REFUSED",
                "denied: requested access to the resource is denied | REFUSED",
                "403 Forbidden | REFUSED",
                "name unknown: repository name not known to registry | UNKNOWN_REPOSITORY",
                "404 Not Found | UNKNOWN_REPOSITORY",
                "received unexpected HTTP status: 503 Service Unavailable | TRANSIENT",
                "toomanyrequests: Too Many Requests | TRANSIENT",
                "Head http://127.0.0.1:5000/v2/: dial tcp 127.0.0.1:5000: connect: connection refused | TRANSIENT",
                "write tcp: connection reset by peer | TRANSIENT",
                "Get https://r/v2/: EOF | TRANSIENT",
                "Get https://r/v2/: http: server gave HTTP response to HTTPS client | INSECURE",
                "Get https://r/v2/: x509: certificate signed by unknown authority | INSECURE",
                "Required credentials for r/app were not sent because the connection was over HTTP | CREDENTIALS_IN_THE_CLEAR",
                "An image does not exist locally with the tag: app | OTHER",
            })
    void knowsWhatItWasToldAbout(String said, RegistryFault fault) {
        assertThat(RegistryFault.of(said)).isEqualTo(fault);
    }
}
