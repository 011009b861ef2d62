package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.host.EnvironmentProxy;
import io.jenkins.plugins.autodeploy.cli.run.EngineSource;
import io.jenkins.plugins.autodeploy.cli.run.OnDockerHost;
import io.jenkins.plugins.autodeploy.cli.run.RecordedRun;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.RunContext;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerDeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.PortRange;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.KubernetesDeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.CredentialPrograms;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where to deploy: one cluster or one Docker host. */
final class TargetOptions implements EngineSource {
    @ArgGroup(multiplicity = "1")
    private Choice choice;

    /** The one or the other. */
    static final class Choice {
        @ArgGroup(exclusive = false, heading = "A Kubernetes cluster:%n")
        private Cluster cluster;

        @ArgGroup(exclusive = false, heading = "A Docker host:%n")
        private Docker docker;
    }

    /** A Kubernetes cluster. */
    static final class Cluster {
        @Option(names = "--kubeconfig", paramLabel = "FILE", required = true, description = "How to reach the cluster.")
        private Path kubeconfig;

        @Option(names = "--context", paramLabel = "NAME", description = "Of the kubeconfig (default: its current one).")
        private String context;

        @Option(names = "--namespace", paramLabel = "NAME", description = "Default: default.")
        private String namespace = "default";
    }

    /** A Docker host. */
    static final class Docker {
        @Option(
                names = "--docker",
                paramLabel = "URL",
                required = true,
                preprocessor = DockerUrl.class,
                description = "The host's daemon; several are separated by commas (default: " + DockerHost.LOCAL + ").")
        private String url;

        @Option(
                names = "--proxy-image",
                paramLabel = "IMAGE",
                description = "The reverse proxy's (default: " + DockerHost.DEFAULT_PROXY_IMAGE + ").")
        private String proxyImage = DockerHost.DEFAULT_PROXY_IMAGE;

        @Option(
                names = "--port-range",
                paramLabel = "FIRST-LAST",
                converter = PortRangeConverter.class,
                description = "The host's ports for containers (default: 30000-39999).")
        private PortRange ports = PortRange.DEFAULT;

        @Option(
                names = "--listen",
                paramLabel = "ADDRESS",
                description = "The host's IPv4 address for users (default: " + DockerHost.ALL_ADDRESSES + ", all).")
        private String listenAddress = DockerHost.ALL_ADDRESSES;

        DockerHost host() {
            DockerHost usual = DockerHost.at(url);
            return new DockerHost(url, ports, listenAddress, proxyImage, usual.drainTimeout(), usual.program());
        }
    }

    /** The namespace of a cluster; empty for a Docker host. */
    String namespace() {
        return choice.cluster == null ? "" : choice.cluster.namespace;
    }

    /** What builds images that go to no registry: the daemon that will run them where there is one. Several hosts have to get them from a registry. */
    CommandRunner buildRunner(CommandRunner runner) {
        return choice.docker == null || choice.docker.host().isSeveral()
                ? runner
                : new OnDockerHost(runner, choice.docker.url);
    }

    @Override
    public DeploymentEngine open(RecordedRun run, RunContext context) throws InvalidInputException {
        if (choice.cluster != null) {
            SecretText kubeconfig = new SecretText(TextFile.read("--kubeconfig", choice.cluster.kubeconfig));
            // Whoever gives the kubeconfig here is who its programs run as.
            CredentialPrograms programs = (arguments, environment, timeout, out, err) -> run.host()
                    .runner()
                    .run(new Command(arguments, run.workspace().root(), environment, timeout), out, err);
            KubernetesAccess access = new KubernetesAccess.Kubeconfig(kubeconfig, choice.cluster.context, programs);
            return new KubernetesDeploymentEngine(
                    new KubernetesAccess.Proxied(access, new EnvironmentProxy(System.getenv())), context);
        }
        return new DockerDeploymentEngine(
                choice.docker.host(),
                run.host().runner(),
                run.workspace().root(),
                run.workspace()::createTemporaryDirectory,
                null,
                context);
    }
}
