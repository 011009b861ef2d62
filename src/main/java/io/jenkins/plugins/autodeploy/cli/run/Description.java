package io.jenkins.plugins.autodeploy.cli.run;

import io.jenkins.plugins.autodeploy.engine.record.Alternative;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import io.jenkins.plugins.autodeploy.engine.record.ProcessType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records in the words of a terminal. */
public final class Description {
    private Description() {}

    /** Each component with what is known of it and why. */
    public static String of(DetectedProject project) {
        List<String> lines = new ArrayList<>();
        project.components().forEach(component -> lines.add(of(component)));
        if (project.workspace() != null) {
            lines.add("held together by " + project.workspace());
        }
        project.connections()
                .forEach(connection -> lines.add(
                        "%s asks %s for %s".formatted(connection.from(), connection.to(), connection.route())));
        project.services().forEach(service -> lines.add("needs %s: %s".formatted(service.name(), service.image())));
        return String.join("\n", lines);
    }

    private static String of(Component component) {
        List<String> lines = new ArrayList<>();
        lines.add(line(component));
        field(lines, "install", component.installCommand());
        field(lines, "build", component.buildCommand());
        field(lines, "test", component.testCommand());
        field(lines, "start", component.startCommand());
        field(lines, "entry", component.entryPoint());
        field(lines, "output", component.outputDirectory());
        field(lines, "port", component.port());
        field(lines, "health", component.healthPath());
        for (ProcessType process : component.processes()) {
            String schedule = process.schedule() == null ? "" : process.schedule() + " ";
            field(lines, "process", "%s: %s%s".formatted(process.name(), schedule, process.command()));
        }
        field(lines, "Dockerfile", component.dockerfile());
        for (Evidence evidence : component.evidence()) {
            field(lines, "because", evidence.file() + ": " + evidence.told());
        }
        for (Alternative alternative : component.alternatives()) {
            field(lines, "not", alternative.what() + ": " + alternative.why());
        }
        return String.join("\n", lines);
    }

    /** A component in one line: {@code server in ., express 4.19.2 (node), 95% sure}. */
    public static String line(Component component) {
        String what = Stream.of(component.framework(), component.frameworkVersion())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return "%s in %s: %s, %.0f%% sure"
                .formatted(
                        component.kind().label(),
                        component.path(),
                        what.isEmpty() ? component.language() : what + " (" + component.language() + ")",
                        component.confidence() * 100);
    }

    private static void field(List<String> lines, String name, Object value) {
        if (value != null) {
            lines.add("  %-11s%s".formatted(name, value));
        }
    }

    public static String of(BuiltImage image) {
        String size = image.size() == 0 ? "" : ", " + megabytes(image.size());
        return "%s (%s%s%s)".formatted(image.reference(), image.builder(), size, image.pushed() ? ", pushed" : "");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Where it goes and how it ended. */
    public static String of(Deployment deployment) {
        String what =
                "%s in %s: %s".formatted(deployment.target().workload(), deployment.environment(), deployment.image());
        if (deployment.status() == DeploymentStatus.SUCCEEDED) {
            String revision = deployment.revision() == null ? "" : ", revision " + deployment.revision();
            String url = deployment.url() == null ? "" : ", at " + deployment.url();
            return what + " runs" + revision + url;
        }
        String reason = deployment.reason() == null ? "" : ": " + deployment.reason();
        return what + " failed" + reason + "\n" + aftermath(deployment);
    }

    /** A rehearsal's steps say what would change. */
    public static String ofRehearsal(Deployment deployment) {
        return deployment.status() == DeploymentStatus.SUCCEEDED
                ? String.join("\n", deployment.steps())
                : of(deployment);
    }

    private static String aftermath(Deployment deployment) {
        if (deployment.previousImage() == null) {
            return "Nothing ran before that it could go back to";
        }
        return deployment.rolledBack()
                ? "It was rolled back to " + deployment.previousImage()
                : "It was not rolled back";
    }
}
