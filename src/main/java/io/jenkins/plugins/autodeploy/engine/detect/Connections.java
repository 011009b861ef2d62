package io.jenkins.plugins.autodeploy.engine.detect;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.Connection;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds how front ends reach the servers beside them: by the proxy of their development server, or by an address in their code. */
final class Connections {
    private static final String USUAL_ROUTE = "/api";
    private static final String TARGET = "https?://([A-Za-z0-9.-]{1,100})(?::(\\d{2,5}))?";
    /** {@code '/api': 'http://localhost:8000'}, also with the target in an object, or as the destination of a rewrite. */
    private static final Pattern PROXY = Pattern.compile(
            "['\"`]\\^?(/[\\w/-]{1,60}?)/?(?::path\\*|\\*\\*?|\\(\\.\\*\\))?['\"`]\\s*[:,]\\s*(?:\\{[^{}]{0,200}?(?:target|destination)\\s*:\\s*|destination\\s*:\\s*)?['\"`]"
                    + TARGET);

    private static final List<String> CONFIGURATIONS = List.of(
            "vite.config.ts",
            "vite.config.js",
            "vite.config.mjs",
            "vue.config.js",
            "next.config.js",
            "next.config.mjs",
            "next.config.ts",
            "proxy.conf.json",
            "src/proxy.conf.json",
            "proxy.conf.js",
            "src/setupProxy.js",
            "rsbuild.config.ts",
            "webpack.config.js",
            "svelte.config.js",
            "angular.json");
    private static final List<String> CODE = List.of(".ts", ".tsx", ".js", ".jsx", ".vue", ".svelte");
    private static final Pattern ADDRESS = Pattern.compile(TARGET + "(/[\\w-]{1,40})?");

    /** A component's draft beside what has become of it. */
    record Part(ComponentDraft draft, Component component) {
        private SourceDirectory directory() {
            return draft.directory();
        }
    }

    private final List<Part> parts;
    private final ComposeFile compose;

    Connections(List<Part> parts, ComposeFile compose) {
        this.parts = parts;
        this.compose = compose;
    }

    List<Connection> find() {
        List<Connection> found = new ArrayList<>();
        for (Part part : parts) {
            ComponentKind kind = part.component().kind();
            boolean front = kind == ComponentKind.SPA || kind == ComponentKind.STATIC;
            if (parts.size() > 1
                    && (front
                            || part.component().runtime() != null
                                    && part.component().runtime().equals("node"))) {
                fromConfiguration(part, found);
                if (front
                        && found.stream().noneMatch(one -> one.from()
                                .equals(part.component().path()))) {
                    fromCode(part, found);
                }
            }
        }
        return found;
    }

    private void fromConfiguration(Part part, List<Connection> found) {
        for (String file : CONFIGURATIONS) {
            Matcher proxy = PROXY.matcher(part.directory().text(file).orElse(""));
            while (proxy.find()) {
                add(
                        part,
                        proxy.group(1),
                        proxy.group(2),
                        proxy.group(3),
                        part.directory().evidence(file, "proxy " + proxy.group(1)),
                        found);
            }
        }
        String proxy = part.directory().json("package.json").path("proxy").asText("");
        Matcher address = ADDRESS.matcher(proxy);
        if (address.find()) {
            add(
                    part,
                    USUAL_ROUTE,
                    address.group(1),
                    address.group(2),
                    part.directory().evidence("package.json", "proxy " + proxy),
                    found);
        }
    }

    private void fromCode(Part part, List<Connection> found) {
        for (String extension : CODE) {
            for (String file : part.directory().filesBelow(extension)) {
                Matcher address = ADDRESS.matcher(part.directory().text(file).orElse(""));
                while (address.find()) {
                    String route = address.group(3) == null ? USUAL_ROUTE : address.group(3);
                    add(
                            part,
                            route,
                            address.group(1),
                            address.group(2),
                            part.directory().evidence(file, "asks " + address.group()),
                            found);
                }
            }
        }
    }

    private void add(Part from, String route, String host, String port, Evidence evidence, List<Connection> found) {
        answering(from, host, port)
                .map(to -> new Connection(from.component().path(), to.path(), route, evidence))
                .filter(connection -> found.stream()
                        .noneMatch(one -> one.from().equals(connection.from())
                                && one.route().equals(route)))
                .ifPresent(found::add);
    }

    /** By the service of the Compose file or the name of the component, else by its port on this machine. */
    private Optional<Component> answering(Part from, String host, String port) {
        Optional<String> directory = compose.directoryOf(host);
        boolean local = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("0.0.0.0");
        Optional<Integer> wanted = port == null ? Optional.empty() : SafeText.port(port);
        return parts.stream()
                .filter(part -> part != from)
                .map(Part::component)
                .filter(component ->
                        component.kind() == ComponentKind.SERVER || component.kind() == ComponentKind.CONTAINER)
                .filter(component -> directory.filter(component.path()::equals).isPresent()
                        || component.name().equals(host)
                        || local && wanted.isPresent() && wanted.get().equals(component.port()))
                .findFirst()
                .or(() -> local ? onlyServer(from) : Optional.empty());
    }

    /** With one server beside it there is no other that could be meant, whatever the port is when it is developed. */
    private Optional<Component> onlyServer(Part from) {
        List<Component> servers = parts.stream()
                .filter(part -> part != from)
                .map(Part::component)
                .filter(component -> component.kind() == ComponentKind.SERVER)
                .toList();
        return servers.size() == 1 ? Optional.of(servers.get(0)) : Optional.empty();
    }
}
