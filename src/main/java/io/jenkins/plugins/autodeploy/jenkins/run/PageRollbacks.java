package io.jenkins.plugins.autodeploy.jenkins.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * Which rollbacks of pages go on, in a file of Jenkins' home directory: no build goes on by which they would be found again after a restart.
 */
@Extension
public final class PageRollbacks extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(PageRollbacks.class.getName());

    static PageRollbacks get() {
        return ExtensionList.lookupSingleton(PageRollbacks.class);
    }

    /** Where one is kept. */
    private record Place(String job, int build, String deployment) {}

    private record Places(List<Place> rollbacks) {}

    /** Takes up again what went on when Jenkins went down. */
    @Override
    public void onLoaded() {
        try {
            List<Place> going = read();
            if (!going.isEmpty()) {
                AutoDeployRuntime.get().workers().submit(() -> going.forEach(PageRollbacks::resume));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The rollbacks that went on cannot be read", e);
        }
    }

    synchronized void began(String job, int build, String deployment) throws IOException {
        List<Place> going = new ArrayList<>(read());
        going.add(new Place(job, build, deployment));
        write(going);
    }

    /** Whether a rollback of a page has begun and not ended; also where that cannot be read. */
    synchronized boolean isGoing(String deployment) {
        try {
            return read().stream().anyMatch(place -> place.deployment().equals(deployment));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The rollbacks that go on cannot be read", e);
            return true;
        }
    }

    /** The rollbacks of pages that go on with the records of a build, which may be over itself. */
    synchronized Set<String> goingOnWith(Run<?, ?> run) throws IOException {
        String job = run.getParent().getFullName();
        return read().stream()
                .filter(place -> place.job().equals(job) && place.build() == run.getNumber())
                .map(Place::deployment)
                .collect(Collectors.toSet());
    }

    synchronized void ended(String deployment) {
        AutoDeployRuntime.get().locks().release(place -> place.deployment().equals(deployment));
        try {
            List<Place> going = new ArrayList<>(read());
            if (going.removeIf(place -> place.deployment().equals(deployment))) {
                write(going);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The end of the rollback " + deployment + " cannot be kept");
        }
    }

    private static void resume(Place place) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(place.job(), Job.class);
            if (job == null) {
                get().ended(place.deployment());
            } else {
                new PageRollback(job).resume(place.build(), place.deployment());
            }
        } catch (IOException | InvalidInputException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The rollback " + place.deployment() + " cannot be taken up again");
            // Nobody will take it up later: what waits for its target must not wait for ever.
            get().ended(place.deployment());
        }
    }

    private static List<Place> read() throws IOException {
        Path file = file();
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Json.read(Files.readString(file), Places.class).rollbacks();
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
        return Jenkins.get().getRootDir().toPath().resolve("io.jenkins.plugins.autodeploy.rollbacks.json");
    }
}
