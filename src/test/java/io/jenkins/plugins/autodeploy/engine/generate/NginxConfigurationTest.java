package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.Connection;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NginxConfigurationTest {
    private static final List<String> HOST = List.of("shop.example.org");

    @Test
    void sendsEachPathToTheComponentThatAnswersIt() throws Exception {
        String configuration = NginxConfiguration.of(Projects.shop(), NginxSettings.plain(HOST));

        assertThat(configuration)
                .contains("location = /api { proxy_pass http://api; }")
                .contains("location /api/ { proxy_pass http://api; }")
                .contains("location / { proxy_pass http://web; }")
                .contains("server api:4000;")
                .contains("server web:8080;");
    }

    @Test
    void givesTheOnlyServerBehindAFrontEndTheUsualRoute() throws Exception {
        DetectedProject project = new DetectedProject(List.of(
                Projects.component("server", ComponentKind.SERVER, 4000),
                Projects.component("web", ComponentKind.SPA, 8080)));

        assertThat(NginxConfiguration.of(project, NginxSettings.plain(HOST)))
                .contains("location /api/ { proxy_pass http://server; }")
                .contains("location / { proxy_pass http://web; }");
    }

    @Test
    void leavesOutWhatDoesNotListen() throws Exception {
        DetectedProject project = new DetectedProject(List.of(Projects.component("jobs", ComponentKind.WORKER, null)));

        assertThat(NginxConfiguration.of(project, NginxSettings.plain(HOST))).isEmpty();
    }

    @Test
    void redirectsToTheEncryptedSiteAndSaysHowItsCertificateIsHad() throws Exception {
        String configuration = NginxConfiguration.of(
                Projects.shop(), NginxSettings.withCertbot(List.of("shop.example.org", "www.example.org")));

        assertThat(configuration)
                .contains("certbot certonly --webroot -w /var/www/certbot -d shop.example.org -d www.example.org")
                .contains("ssl_certificate /etc/letsencrypt/live/shop.example.org/fullchain.pem;")
                .contains("return 301 https://$host$request_uri;")
                .contains("Strict-Transport-Security")
                .contains("ssl_protocols TLSv1.2 TLSv1.3;");
    }

    @Test
    void usesACertificateThatIsThere() throws Exception {
        String configuration = NginxConfiguration.of(
                Projects.shop(), NginxSettings.withCertificate(HOST, "/etc/ssl/shop.pem", "/etc/ssl/private/shop.key"));

        assertThat(configuration)
                .contains("ssl_certificate /etc/ssl/shop.pem;")
                .contains("ssl_certificate_key /etc/ssl/private/shop.key;")
                .doesNotContain("acme-challenge")
                .doesNotContain("certbot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "a{", "", "-a", "a\nserver_name evil", "$host", "..", "a..b"})
    void refusesWhatIsNoHost(String name) {
        assertThatThrownBy(() -> NginxSettings.withCertbot(List.of(name)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("serverName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.pem", "/a b", "/a;", "/a\n", "/$a"})
    void refusesWhatIsNoPlainPath(String path) {
        assertThatThrownBy(() -> NginxSettings.withCertificate(HOST, path, "/key.pem"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api; return 200", "/a{", "outside", "/a b", "/a\nreturn 200 x"})
    void letsNoRouteBreakOut(String route) throws Exception {
        DetectedProject project = new DetectedProject(
                Projects.shop().components(),
                null,
                List.of(new Connection("web", "api", route, new Evidence("f", "t"))),
                List.of());

        assertThat(NginxConfiguration.of(project, NginxSettings.plain(HOST))).doesNotContain(route);
    }
}
