package io.jenkins.plugins.autodeploy.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerDeploymentEngine;
import io.jenkins.plugins.autodeploy.engine.deploy.docker.PortRange;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.jenkins.host.LauncherCommandRunner;
import io.jenkins.plugins.autodeploy.jenkins.security.RunCredentials;
import java.nio.file.Path;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Docker host, or several that are deployed to together, reached by the Docker CLI of the controller. */
public final class DockerHost extends Cluster {
    private static final String DEFAULT_PROXY_IMAGE =
            io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost.DEFAULT_PROXY_IMAGE;

    private static final String LOCAL = io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost.LOCAL;

    private String uri;
    private int firstPort = PortRange.DEFAULT.first();
    private int lastPort = PortRange.DEFAULT.last();
    private String proxyImage = DEFAULT_PROXY_IMAGE;

    @DataBoundConstructor
    public DockerHost(String name) {
        super(name);
    }

    /** {@code unix:///var/run/docker.sock}, {@code tcp://host:2376}, {@code ssh://user@host}; several are separated by commas; null for the controller's own {@code unix:///var/run/docker.sock}. */
    @CheckForNull
    public String getUri() {
        return uri;
    }

    @DataBoundSetter
    public void setUri(String uri) {
        this.uri = Util.fixEmptyAndTrim(uri);
    }

    /** Whether a pipeline means these hosts by their URLs. */
    boolean isMeantBy(String dockerHost) {
        return getUri() != null && withoutBlanks(dockerHost).equals(withoutBlanks(getUri()));
    }

    private static String withoutBlanks(String urls) {
        return urls.replaceAll("\\s", "");
    }

    /** First port of the range in which containers are published on the host's loopback address. */
    public int getFirstPort() {
        return firstPort;
    }

    @DataBoundSetter
    public void setFirstPort(int firstPort) {
        this.firstPort = firstPort;
    }

    public int getLastPort() {
        return lastPort;
    }

    @DataBoundSetter
    public void setLastPort(int lastPort) {
        this.lastPort = lastPort;
    }

    /** The nginx image that the reverse proxy on the host runs. */
    public String getProxyImage() {
        return proxyImage;
    }

    @DataBoundSetter
    public void setProxyImage(String proxyImage) {
        this.proxyImage = Objects.requireNonNullElse(Util.fixEmptyAndTrim(proxyImage), DEFAULT_PROXY_IMAGE);
    }

    /** @param credentialsId username and password to pull images with; null for what the controller's Docker CLI is logged in with */
    @Override
    public DeploymentEngine engine(Run<?, ?> run, @CheckForNull String credentialsId) throws InvalidInputException {
        Path home = Jenkins.get().getRootDir().toPath();
        return new DockerDeploymentEngine(
                settings(),
                new LauncherCommandRunner(new Launcher.LocalLauncher(TaskListener.NULL), new EnvVars()),
                home.toString(),
                () -> new DirectoryWorkspace(home).createTemporaryDirectory(),
                credentialsId == null ? null : new RunCredentials(run).registry("credentialsId", credentialsId),
                shared());
    }

    private io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost settings() {
        var usual = io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost.at(uri == null ? LOCAL : uri);
        return new io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost(
                usual.url(),
                new PortRange(firstPort, lastPort),
                usual.listenAddress(),
                proxyImage,
                usual.drainTimeout(),
                usual.program());
    }

    /** Describes the host to Jenkins. */
    @Extension
    @Symbol("dockerHost")
    public static final class DescriptorImpl extends Descriptor<Cluster> {
        @Override
        public String getDisplayName() {
            return Messages.DockerHost_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.error(Messages.Cluster_nameMissing())
                    : FormValidation.ok();
        }
    }
}
