package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRouteTest {
    private static final ProxyRoute ROUTE = new ProxyRoute("web", "autodeploy-web-3", 30_001, 8080);

    @Test
    void sends_the_public_port_to_the_loopback_port() {
        assertThat(ROUTE.toNginx("0.0.0.0"))
                .contains("listen 0.0.0.0:8080;")
                .contains("server 127.0.0.1:30001 ")
                .contains("proxy_pass http://autodeploy_web;");
    }

    @Test
    void lets_web_sockets_through_and_tells_who_asks() {
        assertThat(ROUTE.toNginx("0.0.0.0"))
                .contains("proxy_set_header Upgrade $http_upgrade;")
                .contains("proxy_set_header Connection $autodeploy_connection;")
                .contains("proxy_set_header X-Real-IP $remote_addr;")
                .contains("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
    }

    @Test
    void reads_back_what_it_wrote() {
        assertThat(ProxyRoute.parse("web", ROUTE.toNginx("127.0.0.1"))).contains(ROUTE);
    }

    @Test
    void takes_nothing_from_a_file_that_it_did_not_write() {
        assertThat(ProxyRoute.parse("web", "server { listen 80; }")).isEmpty();
        assertThat(ProxyRoute.parse("web", "# from 99999 to container x at 1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web; } server {", "web\nlisten 80;", "$host", "../../etc/passwd", "Web", "", "-web"})
    void refuses_names_that_could_mean_something_to_nginx(String hostile) {
        assertThatThrownBy(() -> new ProxyRoute(hostile, "autodeploy-web-3", 30_001, 8080))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\nserver 10.0.0.1;", "x y", ";", ""})
    void refuses_containers_that_could_end_the_comment(String hostile) {
        assertThatThrownBy(() -> new ProxyRoute("web", hostile, 30_001, 8080))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
