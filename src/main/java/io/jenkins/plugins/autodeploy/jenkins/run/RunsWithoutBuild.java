package io.jenkins.plugins.autodeploy.jenkins.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.jenkins.actions.DeploymentAction;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Which deployments go on without a build by which they would be found again after a restart, in a file of Jenkins' home directory. */
@Extension
public final class RunsWithoutBuild extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(RunsWithoutBuild.class.getName());

    static RunsWithoutBuild get() {
        return ExtensionList.lookupSingleton(RunsWithoutBuild.class);
    }

    /**
     * Where one is kept.
     *
     * @param takenBack why the target is taken back to what ran before it; null for what is to go on
     */
    private record Place(
            String job,
            int build,
            String deployment,
            @CheckForNull String takenBack) {}

    private record Places(List<Place> runs) {}

    /** Those that this process has begun or taken up; the file has those of the one before it, too. */
    private final Set<String> here = new HashSet<>();

    /** Takes up again what went on when Jenkins went down, but for what has been found by its build, which is loaded before. */
    @Override
    public synchronized void onLoaded() {
        try {
            List<Place> going = read().stream()
                    .filter(place -> here.add(place.deployment()))
                    .toList();
            if (!going.isEmpty()) {
                AutoDeployRuntime.get().workers().submit(() -> going.forEach(this::resume));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The deployments that went on without a build cannot be read", e);
        }
    }

    /** @return whether it was not there before */
    boolean add(Run<?, ?> run, String deployment, @CheckForNull String takenBack) throws IOException {
        return add(place(run, deployment, takenBack));
    }

    private synchronized boolean add(Place place) throws IOException {
        List<Place> going = new ArrayList<>(read());
        if (going.stream().anyMatch(there -> there.deployment().equals(place.deployment()))) {
            return false;
        }
        going.add(place);
        write(going);
        here.add(place.deployment());
        return true;
    }

    /** Takes a deployment up again that a build has left, to take it back. The end of a build and the look for places that nobody needs may find the same at the same time: the first of them does it. */
    void takeBack(Run<?, ?> run, DeploymentAction left, String why) throws IOException {
        Place place;
        synchronized (this) {
            Deployment deployment = left.getValue();
            if (deployment == null || deployment.status().isFinal()) {
                return;
            }
            place = place(run, deployment.id(), why);
            if (!add(place)) {
                return;
            }
        }
        AutoDeployRuntime.get().workers().submit(() -> resume(place));
    }

    private static Place place(Run<?, ?> run, String deployment, @CheckForNull String takenBack) {
        return new Place(run.getParent().getFullName(), run.getNumber(), deployment, takenBack);
    }

    /** Whether one goes on; also where that cannot be read. */
    synchronized boolean isGoing(String deployment) {
        try {
            return read().stream().anyMatch(place -> place.deployment().equals(deployment));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The deployments that go on without a build cannot be read", e);
            return true;
        }
    }

    /** Those that are kept with a build. */
    synchronized Set<String> goingOnWith(Run<?, ?> run) throws IOException {
        String job = run.getParent().getFullName();
        return read().stream()
                .filter(place -> place.job().equals(job) && place.build() == run.getNumber())
                .map(Place::deployment)
                .collect(Collectors.toSet());
    }

    synchronized void ended(String deployment) {
        AutoDeployRuntime.get().locks().release(place -> place.deployment().equals(deployment));
        here.remove(deployment);
        try {
            List<Place> going = new ArrayList<>(read());
            if (going.removeIf(place -> place.deployment().equals(deployment))) {
                write(going);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The end of " + deployment + " cannot be kept");
        }
    }

    private void resume(Place place) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(place.job(), Job.class);
            Run<?, ?> run = job == null ? null : job.getBuildByNumber(place.build());
            if (run == null) {
                ended(place.deployment());
            } else {
                new RunWithoutBuild(run).resume(place.deployment(), place.takenBack());
            }
        } catch (IOException | InvalidInputException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The deployment " + place.deployment() + " cannot be taken up again");
            // Nobody will take it up later: what waits for its target must not wait for ever.
            ended(place.deployment());
        }
    }

    private static List<Place> read() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Json.read(Files.readString(file), Places.class).runs();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    private static void write(List<Place> going) throws IOException {
        try (AtomicFileWriter writer = new AtomicFileWriter(file(), StandardCharsets.UTF_8)) {
            writer.write(Json.write(new Places(going)));
            writer.commit();
        }
    }

    private static Path file() {
        return Jenkins.get().getRootDir().toPath().resolve("io.jenkins.plugins.autodeploy.without-build.json");
    }
}
