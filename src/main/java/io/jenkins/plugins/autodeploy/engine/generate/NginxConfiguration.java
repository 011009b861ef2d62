package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The configuration of a reverse proxy in front of a project's components, for nginx's {@code conf.d}. It finds them by their names, which are those of their
 * Services in a cluster, of their Compose services, or of their containers in one network.
 */
public final class NginxConfiguration {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final StringBuilder text = new StringBuilder();
    private final NginxSettings settings;

    private NginxConfiguration(NginxSettings settings) {
        this.settings = settings;
    }

    /** @return empty text when no component listens */
    public static String of(DetectedProject project, NginxSettings settings) {
        Map<String, Component> routes = Routes.of(project);
        return routes.isEmpty() ? "" : new NginxConfiguration(settings).write(routes);
    }

    private String write(Map<String, Component> routes) {
        introduce();
        line(0, "map $http_upgrade $connection_upgrade {");
        line(1, "default upgrade;");
        line(1, "''      '';");
        line(0, "}");
        line(0, "");
        Map<String, Component> upstreams = new LinkedHashMap<>();
        routes.values().forEach(component -> upstreams.putIfAbsent(name(component), component));
        upstreams.forEach(this::upstream);
        if (settings.encrypts()) {
            redirect();
            line(0, "server {");
            // The directive "http2 on" is newer than the nginx of several distributions.
            listen(HTTPS, " ssl http2");
            names();
            encryption();
        } else {
            line(0, "server {");
            listen(HTTP, "");
            names();
        }
        limits();
        headers();
        compression();
        proxying();
        routes.forEach(this::location);
        line(0, "}");
        return text.toString();
    }

    private void introduce() {
        line(0, "# Goes to /etc/nginx/conf.d; check it with: nginx -t");
        if (settings.challenges() != null) {
            StringBuilder names = new StringBuilder();
            settings.serverNames().forEach(name -> names.append(" -d ").append(name));
            line(0, "# The certificate, once nginx answers on port 80 (until then, leave the second server out):");
            line(
                    0,
                    "#   certbot certonly --webroot -w %s%s --deploy-hook 'nginx -s reload'"
                            .formatted(settings.challenges(), names));
        }
        line(0, "");
    }

    private void upstream(String name, Component component) {
        line(0, "upstream %s {".formatted(name));
        line(1, "server %s:%d;".formatted(name, component.port()));
        line(1, "keepalive 32;");
        line(0, "}");
        line(0, "");
    }

    private void redirect() {
        line(0, "server {");
        listen(HTTP, "");
        names();
        if (settings.challenges() != null) {
            line(1, "location /.well-known/acme-challenge/ {");
            line(2, "root %s;".formatted(settings.challenges()));
            line(1, "}");
        }
        line(1, "location / {");
        line(2, "return 301 https://$host$request_uri;");
        line(1, "}");
        line(0, "}");
        line(0, "");
    }

    private void listen(int port, String also) {
        line(1, "listen %d%s;".formatted(port, also));
        line(1, "listen [::]:%d%s;".formatted(port, also));
    }

    private void names() {
        line(1, "server_name %s;".formatted(String.join(" ", settings.serverNames())));
    }

    /** Mozilla's intermediate configuration: all clients of the last years. */
    private void encryption() {
        line(1, "ssl_certificate %s;".formatted(settings.certificate()));
        line(1, "ssl_certificate_key %s;".formatted(settings.certificateKey()));
        line(1, "ssl_protocols TLSv1.2 TLSv1.3;");
        line(1, "ssl_prefer_server_ciphers off;");
        line(1, "ssl_session_cache shared:autodeploy:10m;");
        line(1, "ssl_session_timeout 1d;");
        line(1, "ssl_session_tickets off;");
        line(1, "add_header Strict-Transport-Security \"max-age=63072000; includeSubDomains\" always;");
    }

    private void limits() {
        line(1, "server_tokens off;");
        line(1, "client_max_body_size 20m;");
        line(1, "client_body_timeout 30s;");
        line(1, "client_header_timeout 30s;");
        line(1, "send_timeout 30s;");
        line(1, "keepalive_timeout 65s;");
    }

    private void headers() {
        line(1, "add_header X-Content-Type-Options nosniff always;");
        line(1, "add_header X-Frame-Options SAMEORIGIN always;");
        line(1, "add_header Referrer-Policy strict-origin-when-cross-origin always;");
    }

    private void compression() {
        line(1, "gzip on;");
        line(1, "gzip_vary on;");
        line(1, "gzip_proxied any;");
        line(1, "gzip_min_length 1024;");
        line(
                1,
                "gzip_types text/css text/plain text/xml application/javascript application/json application/xml image/svg+xml;");
    }

    /** Paths are passed on as they are: the front end's development server did the same. */
    private void location(String route, Component component) {
        String pass = "{ proxy_pass http://%s; }".formatted(name(component));
        boolean prefix = !route.endsWith("/");
        if (prefix) {
            // With the prefix alone, /api would also be the beginning of /apiary.
            line(1, "location = %s %s".formatted(route, pass));
        }
        line(1, "location %s %s".formatted(prefix ? route + "/" : route, pass));
    }

    /** For all locations. Connections to what is behind are kept, and become WebSockets when a browser asks for that. */
    private void proxying() {
        line(1, "proxy_http_version 1.1;");
        line(1, "proxy_set_header Host $host;");
        line(1, "proxy_set_header X-Real-IP $remote_addr;");
        line(1, "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
        line(1, "proxy_set_header X-Forwarded-Proto $scheme;");
        line(1, "proxy_set_header X-Forwarded-Host $host;");
        line(1, "proxy_set_header Upgrade $http_upgrade;");
        line(1, "proxy_set_header Connection $connection_upgrade;");
        line(1, "proxy_connect_timeout 5s;");
        line(1, "proxy_send_timeout 60s;");
        line(1, "proxy_read_timeout 60s;");
    }

    private static String name(Component component) {
        if (!NAME.matcher(component.name()).matches()) {
            throw new IllegalArgumentException("Not a name of a component: " + component.name());
        }
        return component.name();
    }

    private void line(int depth, String line) {
        text.append("    ".repeat(line.isEmpty() ? 0 : depth)).append(line).append('\n');
    }

    /** The file of a project that says nothing about its address. */
    static List<GeneratedFile> files(DetectedProject project, NginxSettings settings) {
        String configuration = of(project, settings);
        return configuration.isEmpty()
                ? List.of()
                : List.of(new GeneratedFile("nginx/%s.conf".formatted(name(project.main())), configuration));
    }
}
