package io.jenkins.plugins.autodeploy.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryIndexTest {
    @TempDir
    private Path directory;

    private final AtomicInteger loaded = new AtomicInteger();
    private final List<RunSummary> builds = new ArrayList<>();
    private HistoryIndex history;

    @BeforeEach
    void open() {
        history = reopened();
    }

    @Test
    void theLastLineOfARunIsTheTrueOne() throws IOException {
        history.append(Samples.running(1));
        history.append(Samples.running(2));
        history.append(Samples.deployed(1, "staging"));

        assertThat(history.find(1))
                .hasValueSatisfying(run -> assertThat(run.status()).isEqualTo(DeploymentStatus.SUCCEEDED));
        assertThat(history.running()).containsExactly(2);
        assertThat(numbers(history.page(1, 10, HistoryFilter.ALL))).containsExactly(2, 1);
        assertThat(reopened().running()).containsExactly(2);
    }

    @Test
    void aPageOfTenThousandRunsLoadsNoRun() throws IOException {
        IntStream.rangeClosed(1, 10_000)
                .mapToObj(number -> Samples.deployed(number, "staging"))
                .forEach(builds::add);
        history.page(1, 20, HistoryFilter.ALL);
        assertThat(loaded).as("the index was missing").hasValue(10_000);

        loaded.set(0);
        HistoryPage page = reopened().page(500, 20, HistoryFilter.ALL);
        assertThat(page.total()).isEqualTo(10_000);
        assertThat(numbers(page)).startsWith(20).endsWith(1).hasSize(20);
        assertThat(loaded).hasValue(0);
    }

    @Test
    void anIndexThatIsDamagedOrTornIsMadeAnewFromTheRuns() throws IOException {
        builds.add(Samples.deployed(1, "staging"));
        builds.add(Samples.deployed(2, "staging"));
        for (String damage : List.of("{\"number\":2,\"sta", "rubbish\n", "{\"number\":-1}\n")) {
            history.find(1);
            Files.writeString(file(), damage, StandardOpenOption.APPEND);

            assertThat(numbers(reopened().page(1, 10, HistoryFilter.ALL))).containsExactly(2, 1);
            assertThat(Files.readString(file())).doesNotContain(damage);
        }
    }

    @Test
    void aDeploymentThatWasRefusedMakesNoEnvironment() throws IOException {
        Deployment refused = Samples.deployment(1, "staging", DeploymentStatus.FAILED).toBuilder()
                .steps(List.of())
                .build();
        history.append(Samples.running(1).withDeployment(refused).end(Samples.startOf(2), DeploymentStatus.FAILED));

        assertThat(history.environments()).isEmpty();
        assertThat(numbers(history.page(1, 10, new HistoryFilter(null, "staging", null))))
                .containsExactly(1);

        history.append(Samples.deployed(2, "staging"));
        assertThat(history.environments()).hasSize(1);
    }

    @Test
    void aVersionIsStillKnownAsTheOneThatRunsAfterManyThatFailed() throws IOException {
        history.append(Samples.deployed(1, "staging"));
        for (int number = 2; number < 300; number++) {
            history.append(Samples.rolledBack(number, "staging", "exit code 1"));
        }

        assertThat(history.environments().get(0).current().run()).isEqualTo(1);
    }

    @Test
    void environmentsLookAtTheNewestRunsOfAJobThatDeploysTheSameImageAgainAndAgain() throws IOException {
        builds.add(Samples.deployed(1, "staging"));
        for (int number = 2; number < 300; number++) {
            Deployment same = Samples.deployment(number, "staging", DeploymentStatus.SUCCEEDED).toBuilder()
                    .image("shop:latest")
                    .build();
            builds.add(Samples.running(number)
                    .withDeployment(same)
                    .end(Samples.startOf(number), DeploymentStatus.SUCCEEDED));
        }

        EnvironmentState staging = history.environments().get(0);

        assertThat(staging.current().run()).isEqualTo(299);
        assertThat(staging.candidates()).as("the first run is too far back").isEmpty();
    }

    @Test
    void filtersByStatusEnvironmentAndText() throws IOException {
        history.append(Samples.deployed(1, "staging"));
        history.append(Samples.rolledBack(2, "production", "Readiness probe failed: HTTP 500"));
        history.append(Samples.deployed(3, "production"));

        assertThat(numbers(history.page(1, 10, new HistoryFilter(DeploymentStatus.ROLLED_BACK, null, null))))
                .containsExactly(2);
        assertThat(numbers(history.page(1, 10, new HistoryFilter(null, "production", null))))
                .containsExactly(3, 2);
        HistoryPage found = history.page(1, 1, new HistoryFilter(null, null, "readiness PROBE"));
        assertThat(numbers(found)).containsExactly(2);
        assertThat(found.total()).isEqualTo(1);
        assertThat(history.page(2, 2, HistoryFilter.ALL).runs()).hasSize(1);
        assertThat(history.page(9, 2, HistoryFilter.ALL).runs()).isEmpty();
    }

    @Test
    void forgetsDeletedRuns() throws IOException {
        history.append(Samples.deployed(1, "staging"));
        history.append(Samples.deployed(2, "staging"));
        history.remove(2);

        assertThat(history.find(2)).isEmpty();
        assertThat(numbers(reopened().page(1, 10, HistoryFilter.ALL))).containsExactly(1);
        assertThat(history.environments().get(0).current().run()).isEqualTo(1);
    }

    @Test
    void isWrittenAnewWhenMostOfItIsSuperseded() throws IOException {
        for (int i = 0; i < 1500; i++) {
            history.append(Samples.running(1).withTitle("Try " + i));
        }

        assertThat(Files.readAllLines(file())).hasSizeLessThan(1000);
        assertThat(history.find(1).orElseThrow().title()).isEqualTo("Try 1499");
        assertThat(reopened().find(1).orElseThrow().title()).isEqualTo("Try 1499");
    }

    @Test
    void seesWhatAnotherProcessAppends() throws IOException {
        history.append(Samples.deployed(1, "staging"));
        HistoryIndex other = reopened();
        other.append(Samples.deployed(2, "staging"));
        history.append(Samples.deployed(3, "staging"));

        assertThat(numbers(history.page(1, 10, HistoryFilter.ALL))).containsExactly(3, 2, 1);
        assertThat(numbers(other.page(1, 10, HistoryFilter.ALL))).containsExactly(3, 2, 1);
    }

    @Test
    void tellsWhatEachEnvironmentRunsAndWhatItCanGoBackTo() throws IOException {
        history.append(Samples.deployed(1, "production"));
        history.append(Samples.deployed(2, "production"));
        history.append(Samples.rolledBack(3, "production", "Crash loop"));
        history.append(Samples.rolledBack(4, "staging", "Crash loop"));

        EnvironmentState production = history.environments().get(0);
        assertThat(production.environment()).isEqualTo("production");
        assertThat(production.current().run()).isEqualTo(2);
        assertThat(production.last().run()).isEqualTo(3);
        assertThat(production.candidates())
                .extracting(EnvironmentState.Release::run)
                .containsExactly(1);
        EnvironmentState staging = history.environments().get(1);
        assertThat(staging.current()).isNull();
        assertThat(staging.candidates()).isEmpty();
    }

    @Test
    void doesNotOfferFirstWhatSomebodyWentAwayFrom() throws IOException {
        history.append(Samples.deployed(1, "production"));
        history.append(Samples.deployed(2, "production"));
        history.append(Samples.deployed(3, "production"));
        Deployment back = Samples.deployment(4, "production", DeploymentStatus.SUCCEEDED).toBuilder()
                .image(Samples.deployment(2, "production", DeploymentStatus.SUCCEEDED)
                        .image())
                .build();
        history.append(Samples.running(4)
                .withDeployment(back)
                .end(Samples.startOf(4).plusSeconds(60), DeploymentStatus.SUCCEEDED));

        EnvironmentState production = history.environments().get(0);
        assertThat(production.current().run()).isEqualTo(4);
        assertThat(production.candidates())
                .extracting(EnvironmentState.Release::run)
                .containsExactly(1, 3);
    }

    @Test
    void countsDeploymentsByDay() throws IOException {
        history.append(Samples.deployed(1, "production"));
        history.append(Samples.deployed(2, "production"));
        history.append(Samples.rolledBack(3, "production", "Crash loop"));
        history.append(Samples.running(4));

        Trend trend = history.trends(Samples.START.plus(Duration.ofDays(1)), 7);
        assertThat(trend.days()).hasSize(7);
        assertThat(trend.overall().deployments()).isEqualTo(3);
        assertThat(trend.overall().rolledBack()).isEqualTo(1);
        assertThat(trend.overall().medianSeconds()).isEqualTo(150);
        assertThat(trend.days().get(5).succeeded()).isEqualTo(2);
        assertThat(trend.days().get(6).successRate()).isNull();
    }

    private HistoryIndex reopened() {
        return new HistoryIndex(file(), this::load);
    }

    private Stream<RunSummary> load() {
        return builds.stream().peek(run -> loaded.incrementAndGet());
    }

    private Path file() {
        return directory.resolve("history.jsonl");
    }

    private static List<Integer> numbers(HistoryPage page) {
        return page.runs().stream().map(RunSummary::number).toList();
    }
}
