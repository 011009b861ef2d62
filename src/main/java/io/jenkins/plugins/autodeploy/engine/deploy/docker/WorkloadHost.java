package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerException.Kind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A Docker host with its images, the workloads' containers and the proxy in front of them. Its methods block while the docker client runs. */
final class WorkloadHost {
    private final DockerHost settings;
    private final Images images;
    private final Containers containers;
    private final ReverseProxy proxy;

    WorkloadHost(
            DockerHost settings,
            CommandRunner runner,
            String directory,
            TemporaryDirectories temporary,
            @CheckForNull RegistryCredentials credentials) {
        this.settings = settings;
        DockerClient client = new DockerClient(runner, settings, directory);
        images = new Images(client, temporary, credentials);
        containers = new Containers(client, temporary);
        proxy = new ReverseProxy(client, images, temporary, settings);
    }

    DockerHost settings() {
        return settings;
    }

    Images images() {
        return images;
    }

    Containers containers() {
        return containers;
    }

    ReverseProxy proxy() {
        return proxy;
    }

    HostView view(String workload) throws DockerException, InterruptedException {
        return new HostView(workload, containers.all(), proxy.route(workload));
    }

    /**
     * Starts the new container on a free port beside what runs. A container that an earlier try of the same deployment left is replaced.
     *
     * @param patience how long a pull may last
     * @throws InvalidInputException if the version cannot run here; nothing has changed then
     */
    WorkloadContainer start(Change change, HostState state, Duration patience)
            throws DockerException, InvalidInputException, InterruptedException {
        HostView view = view(change.workload());
        Version version = change.version(view);
        ImageDescription image = images.get(version.source(), patience);
        int containerPort = version.port(image);
        int publicPort = version.publicPort() == null ? containerPort : version.publicPort();
        Optional<String> neighbour = view.otherWorkloadAt(publicPort);
        if (neighbour.isPresent()) {
            throw new InvalidInputException(
                    "publicPort", publicPort, "a port that is not the one of workload " + neighbour.get());
        }
        proxy.ensure(view.routes());
        checkPublicPort(view, publicPort);
        removeOwn(change, state.container());
        if (change.stopsOldFirst() && state.previous() != null) {
            containers.stop(state.previous());
        }
        int startAfter = view.live().map(WorkloadContainer::port).orElse(0);
        Set<Integer> taken = new HashSet<>(view.takenPorts());
        taken.add(publicPort);
        while (true) {
            int port = nextPort(startAfter, taken);
            NewContainer draft = new NewContainer(
                    state.container(),
                    change.workload(),
                    change.id(),
                    state.revision(),
                    change.environment(),
                    version.image(),
                    image.id(),
                    containerPort,
                    port,
                    publicPort,
                    version.healthPath(),
                    version.ownVariables(image),
                    version.provenance());
            if (tryStart(draft)) {
                return containers
                        .find(draft.name())
                        .orElseThrow(() -> new DockerException(
                                Kind.ABSENT, "container %s was removed right after its start".formatted(draft.name())));
            }
            taken.add(port);
        }
    }

    /** @return false if somebody else has the port */
    private boolean tryStart(NewContainer draft) throws DockerException, InterruptedException {
        containers.create(draft);
        try {
            containers.start(draft.name());
            return true;
        } catch (DockerException e) {
            containers.remove(draft.name());
            if (e.kind() == Kind.PORT_TAKEN) {
                return false;
            }
            throw e;
        }
    }

    private int nextPort(int after, Set<Integer> taken) throws DockerException {
        OptionalInt port = settings.ports().next(after, taken);
        if (port.isEmpty()) {
            throw new DockerException(
                    Kind.REFUSED, "all ports of the range %s are in use on the host".formatted(settings.ports()));
        }
        return port.getAsInt();
    }

    private void checkPublicPort(HostView view, int publicPort) throws DockerException, InterruptedException {
        boolean ours = view.route().map(ProxyRoute::publicPort).equals(Optional.of(publicPort));
        if (!ours && proxy.isTaken(publicPort)) {
            throw new DockerException(
                    Kind.REFUSED,
                    "port %d of the host, where users are to come, is in use by another program".formatted(publicPort));
        }
    }

    /** Removes the container of that name if this deployment made it. */
    void removeOwn(Change change, String name) throws DockerException, InterruptedException {
        boolean own = containers
                .find(name)
                .map(container -> container.deploymentId().equals(change.id()))
                .orElse(false);
        if (own) {
            containers.remove(name);
        }
    }
}
