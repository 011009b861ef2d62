package io.jenkins.plugins.autodeploy.engine.deploy.mortal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A deployment that took many processes, each of which was killed but the last.
 *
 * @param record at the end
 * @param lives what each process wrote into the one event log
 */
public record ManyLives(Deployment record, List<List<Event>> lives) {
    private static final int MOST_LIVES = 80;
    private static final Set<EventType> STORY = Set.of(EventType.STAGE, EventType.LOG, EventType.DEPLOYMENT);

    /** Starts processes until one of them lives to the end of the deployment. */
    static ManyLives of(Mission mission, QuickJava java) throws Exception {
        List<List<Event>> lives = new ArrayList<>();
        long last = 0;
        int exit;
        do {
            assertThat(lives).as("lives of %s", mission).hasSizeLessThan(MOST_LIVES);
            exit = java.run(mission);
            List<Event> life = eventsAfter(mission, last);
            last += life.size();
            lives.add(life);
        } while (exit == MortalProcess.KILLED);
        assertThat(exit).as("%s", Files.readString(mission.output())).isZero();
        return new ManyLives(Json.read(Files.readString(mission.record()), Deployment.class), lives);
    }

    private static List<Event> eventsAfter(Mission mission, long seq) throws Exception {
        try (EventLog log = EventLog.open(mission.events(), Clock.systemUTC())) {
            return log.after(seq, Integer.MAX_VALUE);
        }
    }

    /** Each event of the log was numbered once, and no process said a part of the story twice. */
    public void assertThatTheLogIsWhole() {
        List<Long> numbers =
                lives.stream().flatMap(List::stream).map(Event::seq).toList();
        assertThat(numbers).doesNotHaveDuplicates().isSorted();
        assertThat(numbers).last().isEqualTo((long) numbers.size());
        for (List<Event> life : lives) {
            assertThat(story(life)).doesNotHaveDuplicates();
        }
    }

    /** What was told of stages, acts and the deployment itself, once each, in the order in which it was told first. */
    public List<String> story() {
        return story(lives.stream().flatMap(List::stream).toList()).stream()
                .distinct()
                .toList();
    }

    /** The same of any events. What differs between two deployments that do the same is left out, and so is what the cluster itself reports, of which a process sees what its time allows. */
    public static List<String> story(List<Event> events) {
        return events.stream()
                .filter(event -> STORY.contains(event.type()))
                .filter(event -> !event.message().startsWith("Cluster reports"))
                .map(event -> "%s %s %s %s"
                        .formatted(
                                event.type(),
                                event.stage(),
                                event.status(),
                                event.message()
                                        .replaceAll("revision \\d+", "revision N")
                                        .replaceAll("until [-0-9]+T[:0-9]+Z", "until TIME")
                                        .replaceAll("127.0.0.1:\\d+", "ADDRESS")
                                        .replaceAll("web-[a-z0-9-]+", "INSTANCE")))
                .toList();
    }
}
