package io.jenkins.plugins.autodeploy.engine.deploy.mortal;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.cli.host.ProcessCommandRunner;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.TargetLocks;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerDeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.PortRange;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.KubernetesDeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.parts.DockerEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Works on a deployment and dies, as by {@code kill -9}, right after the first event or saved state that no process before it got to. The next one goes on from what was saved. So N
 * processes die at N moments of one deployment, and each of them gets further than the one before.
 */
public final class MortalProcess implements DeploymentObserver {
    static final int KILLED = 137;

    private final Mission mission;
    private final EventLog log;
    private final Set<String> survived = new HashSet<>();

    private MortalProcess(Mission mission) throws IOException {
        this.mission = mission;
        this.log = EventLog.open(mission.events(), Clock.systemUTC());
        for (Event event : log.after(0, Integer.MAX_VALUE)) {
            survived.add(moment(event));
        }
        if (Files.exists(mission.survived())) {
            survived.addAll(Files.readAllLines(mission.survived()));
        }
    }

    /** @param arguments the file with the mission */
    public static void main(String[] arguments) throws Exception {
        Mission mission = Json.read(Files.readString(Path.of(arguments[0])), Mission.class);
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
        RunContext context = new RunContext(new TargetLocks(), executor, executor, Clock.systemUTC());
        MortalProcess process = new MortalProcess(mission);
        try (DeploymentEngine engine = engine(mission, context)) {
            process.write(mission.record(), Json.write(end(process.begin(engine))));
        } finally {
            executor.shutdownNow();
        }
    }

    private static Deployment end(DeploymentRun run) throws Exception {
        return run.outcome().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    private DeploymentRun begin(DeploymentEngine engine) throws IOException {
        if (Files.exists(mission.state())) {
            return engine.resume(Files.readString(mission.state()), this);
        }
        return mission.deploy() != null
                ? engine.deploy(mission.deploy(), this)
                : engine.rollback(mission.rollback(), this);
    }

    private static DeploymentEngine engine(Mission mission, RunContext context)
            throws IOException, InvalidInputException {
        if (mission.kubeconfig() != null) {
            return new KubernetesDeploymentEngine(
                    new KubernetesAccess.Kubeconfig(new SecretText(mission.kubeconfig()), null), context);
        }
        DockerHost host = new DockerHost(
                mission.dockerHost(),
                PortRange.DEFAULT,
                "127.0.0.1",
                DockerHost.DEFAULT_PROXY_IMAGE,
                Duration.ofSeconds(10),
                DockerEngine.CLIENT.toString());
        return new DockerDeploymentEngine(
                host,
                new ProcessCommandRunner(),
                mission.directory(),
                new DirectoryWorkspace(Path.of(mission.directory()))::createTemporaryDirectory,
                null,
                context);
    }

    @Override
    public EventSink events() {
        return (type, stage, status, message, progress, data) -> {
            log.emit(type, stage, status, message, progress, data);
            dieAt(moment(new Event(0, null, type, stage, status, message, progress, Map.of())));
        };
    }

    @Override
    public void recordChanged(Deployment deployment) {
        // What is kept of it here is the state and the record at the end.
    }

    @Override
    public void save(String state) {
        write(mission.state(), state);
        String moment = "saved " + place(state);
        if (!survived.contains(moment)) {
            append(mission.survived(), moment + "\n");
            dieAt(moment);
        }
    }

    /** Nothing more is written or said from here on: no hook runs, no buffer is emptied. */
    private void dieAt(String moment) {
        if (mission.mortal() && survived.add(moment)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static String moment(Event event) {
        return "%s %s %s %s".formatted(event.type(), event.stage(), event.status(), event.message());
    }

    private static String place(String state) {
        try {
            JsonNode saved = Json.readTree(state);
            return "%s after %d steps"
                    .formatted(
                            saved.path("phase").asText(),
                            saved.at("/record/steps").size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole or not at all, as a host keeps it. */
    private void write(Path file, String text) {
        try {
            Path whole = Files.writeString(mission.file("new"), text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
