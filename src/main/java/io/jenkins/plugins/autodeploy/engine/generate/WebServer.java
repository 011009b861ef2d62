package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;

/** The last stage of an image that serves files: nginx without root, on a port that needs none. */
final class WebServer {
    /** The user {@code nginx} of the official images. */
    private static final int NGINX_USER = 101;

    private static final String IMAGE = "nginx:stable-alpine";
    private static final String ROOT = "/usr/share/nginx/html";
    private static final String CONFIGURATION = "/etc/nginx/nginx.conf";
    private static final String HISTORY_FALLBACK = "try_files $uri $uri/ /index.html;";
    /** Bundlers put what never changes under these, and a digest of it into its name. */
    private static final String HASHED =
            "~^/(?:assets|static|_astro|_nuxt|_next/static|_app/immutable)/.*[.-][0-9A-Za-z_-]{8,}\\.[a-z0-9]+$";
    /** Digests that cannot be words. */
    private static final String HASHED_ANYWHERE = "~[.-](?:[0-9a-f]{8,}|[A-Z0-9]{8})\\.(?:css|js|mjs|woff2)$";

    private static final String FILES_ONLY = "try_files $uri $uri/ $uri.html =404;";

    private WebServer() {}

    /** @param from the stage that has the files; null for the build context */
    static DockerfileText serve(DockerfileText text, Component component, String from, String files) {
        Recipe.labelled(text.from(IMAGE), component);
        configure(text, component.kind() == ComponentKind.SPA, component.port());
        text.run("rm -rf %s/*".formatted(ROOT));
        if (from == null) {
            text.copy(files, ROOT + "/");
        } else {
            text.copyFrom(from, files, ROOT + "/");
        }
        return text.user(NGINX_USER)
                .expose(component.port())
                .health(List.of("wget", "-q", "-O", "/dev/null", "http://127.0.0.1:%d/".formatted(component.port())))
                .command(List.of("nginx", "-g", "daemon off;"));
    }

    /** Written by {@code printf}, so that the Dockerfile needs no file beside it. */
    private static void configure(DockerfileText text, boolean application, int port) {
        text.line("RUN printf '%s\\n' \\");
        for (String line : configuration(application, port)) {
            text.line("    '%s' \\".formatted(line));
        }
        text.line("    > " + CONFIGURATION);
    }

    static List<String> configuration(boolean application, int port) {
        return List.of(
                "worker_processes auto;",
                "pid /tmp/nginx.pid;",
                "error_log /dev/stderr warn;",
                "events { worker_connections 1024; }",
                "http {",
                "  include /etc/nginx/mime.types;",
                "  default_type application/octet-stream;",
                "  access_log /dev/stdout;",
                "  sendfile on;",
                "  server_tokens off;",
                "  gzip on;",
                "  gzip_vary on;",
                "  gzip_types text/css text/plain application/javascript application/json image/svg+xml;",
                "  client_body_temp_path /tmp/client_body;",
                "  proxy_temp_path /tmp/proxy;",
                "  fastcgi_temp_path /tmp/fastcgi;",
                "  uwsgi_temp_path /tmp/uwsgi;",
                "  scgi_temp_path /tmp/scgi;",
                "  map $uri $caching {",
                "    default no-cache;",
                "    \"%s\" \"public, max-age=31536000, immutable\";".formatted(HASHED),
                "    \"%s\" \"public, max-age=31536000, immutable\";".formatted(HASHED_ANYWHERE),
                "  }",
                "  server {",
                "    listen %d;".formatted(port),
                "    root %s;".formatted(ROOT),
                "    index index.html;",
                "    add_header Cache-Control $caching;",
                "    add_header X-Content-Type-Options nosniff always;",
                "    add_header X-Frame-Options SAMEORIGIN always;",
                "    add_header Referrer-Policy strict-origin-when-cross-origin always;",
                "    location ~ /\\.(?!well-known) { deny all; }",
                "    location / { %s }".formatted(application ? HISTORY_FALLBACK : FILES_ONLY),
                "  }",
                "}");
    }
}
