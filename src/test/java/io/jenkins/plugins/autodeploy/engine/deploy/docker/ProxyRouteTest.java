package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRouteTest {
    private static final ProxyRoute ROUTE = new ProxyRoute("web", "autodeploy-web-3", 30_001, 8080);

    @Test
    void sendsThePublicPortToTheLoopbackPort() {
        assertThat(ROUTE.toNginx("0.0.0.0"))
                .contains("listen 0.0.0.0:8080;")
                .contains("server 127.0.0.1:30001 ")
                .contains("proxy_pass http://autodeploy_web;");
    }

    @Test
    void letsWebSocketsThroughAndTellsWhoAsks() {
        assertThat(ROUTE.toNginx("0.0.0.0"))
                .contains("proxy_set_header Upgrade $http_upgrade;")
                .contains("proxy_set_header Connection $autodeploy_connection;")
                .contains("proxy_set_header X-Real-IP $remote_addr;")
                .contains("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(ProxyRoute.parse("web", ROUTE.toNginx("127.0.0.1"))).contains(ROUTE);
    }

    @Test
    void dividesRequestsByWeight() {
        ProxyRoute shared = ROUTE.shared(new ProxyRoute.Share("autodeploy-web-4", 30_002, 5));

        assertThat(shared.toNginx("0.0.0.0"))
                .contains("zone autodeploy_web 64k;")
                .contains("server 127.0.0.1:30001 weight=95 ")
                .contains("server 127.0.0.1:30002 weight=5 ");
        assertThat(ProxyRoute.parse("web", shared.toNginx("0.0.0.0"))).contains(shared);
        assertThat(shared.leadsTo("autodeploy-web-4")).isTrue();
        assertThat(ROUTE.leadsTo("autodeploy-web-4")).isFalse();
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> new ProxyRoute.Share("web", 30_002, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProxyRoute.Share("x y", 30_002, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ProxyRoute.parse("web", ROUTE.toNginx("0.0.0.0") + "# 0 % to container x at 1"))
                .contains(ROUTE);
    }

    @Test
    void takesNothingFromAFileThatItDidNotWrite() {
        assertThat(ProxyRoute.parse("web", "server { listen 80; }")).isEmpty();
        assertThat(ProxyRoute.parse("web", "# from 99999 to container x at 1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web; } server {", "web\nlisten 80;", "$host", "../../etc/passwd", "Web", "", "-web"})
    void refusesNamesThatCouldMeanSomethingToNginx(String hostile) {
        assertThatThrownBy(() -> new ProxyRoute(hostile, "autodeploy-web-3", 30_001, 8080))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\nserver 10.0.0.1;", "x y", ";", ""})
    void refusesContainersThatCouldEndTheComment(String hostile) {
        assertThatThrownBy(() -> new ProxyRoute("web", hostile, 30_001, 8080))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
