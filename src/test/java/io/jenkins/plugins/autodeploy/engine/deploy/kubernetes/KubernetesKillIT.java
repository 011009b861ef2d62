package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.PlanReader;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.mortal.Killing;
import io.jenkins.plugins.autodeploy.engine.deploy.mortal.ManyLives;
import io.jenkins.plugins.autodeploy.engine.deploy.mortal.Mission;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.DeploymentStatus;
import io.jenkins.plugins.autodeploy.parts.Part;
import io.jenkins.plugins.autodeploy.parts.RequiresParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments whose process is killed at each event and each saved state, one process after the other: they end as if it had been one, and their log tells the same story. */
@Tag("long")
@RequiresParts(Part.KUBERNETES)
class KubernetesKillIT extends KubernetesScene {
    private static final Duration ENOUGH_FOR_ALL = Duration.ofMinutes(15);
    private static final String CRASHING = "registry.example.com/crash:2";

    @TempDir
    private static Path directory;

    private static Killing killing;

    @BeforeAll
    static void prepare() {
        killing = new Killing(directory);
    }

    record Way(String image, RolloutPlan plan, DeploymentStatus end) {}

    static List<Way> ways() throws InvalidInputException {
        RolloutPlan rolling = RolloutPlan.of(RolloutPlan.ROLLING);
        RolloutPlan canary = PlanReader.read(RolloutPlan.CANARY, List.of("50"), "1s", null, null);
        RolloutPlan blueGreen = PlanReader.read(RolloutPlan.BLUE_GREEN, List.of(), null, null, "1s");
        return List.of(
                new Way(BETTER, rolling, DeploymentStatus.SUCCEEDED),
                new Way(CRASHING, rolling, DeploymentStatus.ROLLED_BACK),
                new Way(BETTER, RolloutPlan.of(RolloutPlan.RECREATE), DeploymentStatus.SUCCEEDED),
                new Way(BETTER, canary, DeploymentStatus.SUCCEEDED),
                new Way(CRASHING, canary, DeploymentStatus.ROLLED_BACK),
                new Way(BETTER, blueGreen, DeploymentStatus.SUCCEEDED),
                new Way(CRASHING, blueGreen, DeploymentStatus.ROLLED_BACK));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsAsIfNobodyHadKilledIt(Way way) throws Exception {
        RecordingObserver undisturbed = new RecordingObserver();
        end(engine.deploy(deployment("d1", GOOD, way.plan()), new RecordingObserver()));
        LabelSelector selector = live().getSpec().getSelector();
        end(engine.deploy(deployment("d2", way.image(), way.plan()), undisturbed));
        ServiceSpec service = service();

        ManyLives lives = killing.of(
                mission(deployment("d3", GOOD, way.plan())), mission(deployment("d4", way.image(), way.plan())));

        assertThat(lives.record().status()).as("%s", lives.record()).isEqualTo(way.end());
        assertThat(image()).isEqualTo(way.end() == DeploymentStatus.SUCCEEDED ? way.image() : GOOD);
        if (way.end() == DeploymentStatus.ROLLED_BACK) {
            assertThat(live().getSpec().getTemplate().getMetadata().getAnnotations())
                    .containsEntry(Annotations.DEPLOYMENT_ID, "d3");
        }
        assertThat(live().getSpec().getSelector()).isEqualTo(selector);
        assertThat(service()).isEqualTo(service);
        assertThatNothingIsLeft();
        assertThatItTells(lives, undisturbed);
    }

    @Test
    void rollsBackAsIfNobodyHadKilledIt() throws Exception {
        RolloutPlan rolling = RolloutPlan.of(RolloutPlan.ROLLING);
        RecordingObserver undisturbed = new RecordingObserver();
        end(engine.deploy(deployment("d1", GOOD, rolling), new RecordingObserver()));
        end(engine.deploy(deployment("d2", BETTER, rolling), new RecordingObserver()));
        end(engine.rollback(rollback("r1", null), undisturbed));

        ManyLives lives = killing.of(
                mission(deployment("d3", BETTER, rolling)),
                Mission.inCluster(
                        killing.place(namespace + "-r2"),
                        api.kubeconfig("admin"),
                        rollback("r2", null).toBuilder().timeout(ENOUGH_FOR_ALL).build()));

        assertThat(lives.record().status()).as("%s", lives.record()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(image()).isEqualTo(GOOD);
        assertThatNothingIsLeft();
        assertThatItTells(lives, undisturbed);
    }

    private Mission mission(DeployRequest deploy) throws IOException {
        return Mission.inCluster(killing.place(namespace + "-" + deploy.id()), api.kubeconfig("admin"), deploy);
    }

    private DeployRequest deployment(String id, String image, RolloutPlan plan) {
        return wanted(id, image).replicas(1).port(8080).timeout(ENOUGH_FOR_ALL).request().toBuilder()
                .plan(plan)
                .build();
    }

    private ServiceSpec service() {
        return admin.services().inNamespace(namespace).withName(WORKLOAD).get().getSpec();
    }

    /** One workload with one service, and of all its versions one that runs. */
    private void assertThatNothingIsLeft() {
        assertThat(names(admin.apps().deployments().inNamespace(namespace).list().getItems().stream()))
                .containsExactly(WORKLOAD);
        assertThat(names(admin.services().inNamespace(namespace).list().getItems().stream()))
                .containsExactly(WORKLOAD);
        assertThat(admin.apps().replicaSets().inNamespace(namespace).list().getItems().stream()
                        .filter(replicaSet -> replicaSet.getSpec().getReplicas() > 0))
                .hasSize(1);
    }

    private static List<String> names(Stream<? extends HasMetadata> objects) {
        return objects.map(object -> object.getMetadata().getName()).toList();
    }

    private static void assertThatItTells(ManyLives lives, RecordingObserver undisturbed) {
        lives.assertThatTheLogIsWhole();
        assertThat(lives.story()).isEqualTo(ManyLives.story(undisturbed.events));
    }
}
