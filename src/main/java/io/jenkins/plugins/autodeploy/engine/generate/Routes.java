package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.Connection;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which component of a project answers which requests, where all of them share one address. */
final class Routes {
    private static final Pattern ROUTE = Pattern.compile("/[A-Za-z0-9._~/-]{1,60}");

    /** Of the one server behind a front end that does not say how it asks for it. */
    private static final String USUAL_ROUTE = "/api";

    private Routes() {}

    /**
     * Prefixes of paths with the component that answers them, the longest first and {@code /} last; empty when none listens. The front end has {@code /}, else the
     * first server; what no connection leads to has a prefix of its name, or the usual
     * one where it is the only server.
     */
    static Map<String, Component> of(DetectedProject project) {
        List<Component> listening = project.components().stream()
                .filter(component -> component.port() != null && component.kind() != ComponentKind.FUNCTION)
                .toList();
        Optional<Component> front = listening.stream()
                .filter(component -> component.kind() == ComponentKind.SPA || component.kind() == ComponentKind.STATIC)
                .findFirst()
                .or(() -> listening.stream().findFirst());
        Map<String, Component> routes = new LinkedHashMap<>();
        project.connections().stream()
                .filter(connection -> ROUTE.matcher(connection.route()).matches())
                .sorted(Comparator.comparing(Connection::route, Comparator.comparingInt(String::length))
                        .reversed())
                .forEach(connection -> listening.stream()
                        .filter(component -> component.path().equals(connection.to()))
                        .findFirst()
                        .ifPresent(component -> routes.putIfAbsent(connection.route(), component)));
        List<Component> unreached = new ArrayList<>(listening);
        unreached.removeAll(routes.values());
        front.ifPresent(unreached::remove);
        boolean onlyServer = unreached.size() == 1 && unreached.get(0).kind() == ComponentKind.SERVER;
        unreached.forEach(
                component -> routes.putIfAbsent(onlyServer ? USUAL_ROUTE : "/" + component.name(), component));
        front.ifPresent(component -> routes.put("/", component));
        return routes;
    }
}
