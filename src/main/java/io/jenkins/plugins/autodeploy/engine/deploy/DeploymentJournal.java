package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.deploy.analysis.Analysis;
import io.jenkins.plugins.autodeploy.engine.record.AnalysisSample;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.PodState;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import io.jenkins.plugins.autodeploy.engine.record.StageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Keeps the record of one deployment up to date and tells its observer of each real change: what is said twice is reported once. Used by one thread at a time.
 */
public final class DeploymentJournal {
    private final DeploymentObserver observer;
    private Deployment record;
    private String lastRollout = "";

    public DeploymentJournal(Deployment record, DeploymentObserver observer) {
        this.record = record;
        this.observer = observer;
    }

    public Deployment record() {
        return record;
    }

    /** Changes the record; a change of its status is also an event with the whole record as data. */
    public void update(UnaryOperator<Deployment.Builder> change) {
        Deployment before = record;
        record = change.apply(record.toBuilder()).build();
        if (record.equals(before)) {
            return;
        }
        observer.recordChanged(record);
        if (record.status() != before.status()) {
            observer.events().fact(EventType.DEPLOYMENT, null, headline(), Json.toMap(record.brief()));
        }
    }

    /** Notes something that was done to the target, in one sentence, and tells of it. */
    public void step(Stage stage, String sentence) {
        note(sentence);
        observer.events().log(stage, sentence);
    }

    /** Notes a step that is told of otherwise. What a process did again because the one before it died is one step. */
    public void note(String sentence) {
        if (!record.steps().contains(sentence)) {
            List<String> steps = new ArrayList<>(record.steps());
            steps.add(sentence);
            update(deployment -> deployment.steps(steps));
        }
    }

    /** Reports something that changes nothing. */
    public void log(Stage stage, String line) {
        observer.events().log(stage, line);
    }

    /** Reports a fact. */
    public void fact(EventType type, Stage stage, String message, Map<String, Object> data) {
        observer.events().fact(type, stage, message, data);
    }

    public void stage(Stage stage, StageStatus status, String message) {
        observer.events().stage(stage, status, message);
    }

    /** Reports how far the rollout is, from 0 to 100. */
    public void rollout(Stage stage, String message, int progress) {
        String rollout = stage + message + progress;
        if (!rollout.equals(lastRollout)) {
            lastRollout = rollout;
            observer.events().emit(EventType.ROLLOUT, stage, null, message, progress, Map.of());
        }
    }

    /** Takes the pods (or containers) as they are now; those that changed since the last time are events. */
    public void pods(Stage stage, List<PodState> pods) {
        Map<String, PodState> before =
                record.pods().stream().collect(Collectors.toMap(PodState::name, Function.identity(), (a, b) -> b));
        update(deployment -> deployment.pods(pods));
        for (PodState pod : pods) {
            if (!Objects.equals(before.remove(pod.name()), pod)) {
                observer.events().fact(EventType.POD, stage, describe(pod), Json.toMap(pod));
            }
        }
        for (PodState gone : before.values()) {
            observer.events()
                    .fact(EventType.POD, stage, gone.name() + " is gone", Map.of("name", gone.name(), "phase", "Gone"));
        }
    }

    /** Keeps samples of the analysis; each is an event with itself as data. */
    public void samples(Stage stage, List<AnalysisSample> taken) {
        List<AnalysisSample> all = new ArrayList<>(record.analysis());
        all.addAll(taken);
        List<AnalysisSample> last = all.subList(Math.max(0, all.size() - Analysis.MOST_SAMPLES), all.size());
        update(deployment -> deployment.analysis(last));
        for (AnalysisSample sample : taken) {
            String message =
                    "%s %s: %s".formatted(sample.metric(), sample.passed() ? "passed" : "failed", sample.why());
            observer.events().fact(EventType.ANALYSIS, stage, message, Json.toMap(sample));
        }
    }

    private String headline() {
        // Which version a rollback takes is known only once the target has told.
        String image = record.image().isEmpty() ? "an earlier version" : record.image();
        String what = "%s of %s to %s"
                .formatted(record.status(), image, record.target().workload());
        return record.reason() == null ? what : what + ": " + record.reason();
    }

    private static String describe(PodState pod) {
        String state = pod.ready() ? "ready" : pod.reason() == null ? pod.phase() : pod.phase() + ", " + pod.reason();
        return pod.restarts() == 0
                ? "%s: %s".formatted(pod.name(), state)
                : "%s: %s, %d restarts".formatted(pod.name(), state, pod.restarts());
    }
}
