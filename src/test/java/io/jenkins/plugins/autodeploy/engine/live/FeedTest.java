package io.jenkins.plugins.autodeploy.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.engine.record.Event;
import io.jenkins.plugins.autodeploy.engine.record.EventLog;
import io.jenkins.plugins.autodeploy.engine.record.EventSource;
import io.jenkins.plugins.autodeploy.engine.record.HistoryIndex;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Registration;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    @TempDir
    private Path directory;

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final LiveRuns live = new LiveRuns(InstantSource.system(), executor, 2);
    private final Job job = new Job();

    @AfterEach
    void stop() {
        live.close();
        executor.shutdownNow();
    }

    @Test
    void replaysWhatIsThereThenWhatComesThenEnds() throws IOException {
        EventLog log = open(1);
        log(log, 1, 300);
        Channel channel = new Channel();
        Registration feed = watch(channel, 1, 100);
        log(log, 301, 600);
        live.close("shop", 1);

        await().until(() -> channel.closed != null);
        assertThat(channel.sequence())
                .isEqualTo(LongStream.rangeClosed(101, 600).boxed().toList());
        assertThat(channel.texts).last().isEqualTo("{\"control\":\"end\"}");
        assertThat(channel.closed).isEqualTo(1000);
        feed.close();
    }

    @Test
    void aViewerThatLostItsConnectionMissesNothingAndSeesNothingTwice() throws IOException {
        EventLog log = open(1);
        log(log, 1, 50);
        Channel first = new Channel();
        Registration feed = watch(first, 1, 0);
        await().until(() -> first.sequence().size() >= 20);
        feed.close();
        log(log, 51, 100);
        long last = first.sequence().get(first.sequence().size() - 1);

        Channel second = new Channel();
        watch(second, 1, last);
        await().until(() -> second.sequence().contains(100L));
        assertThat(Stream.concat(first.sequence().stream(), second.sequence().stream()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void aViewerThatTakesNothingNeitherStopsTheWriterNorIsSentMore() throws IOException {
        EventLog log = open(1);
        Channel stuck = new Channel();
        stuck.taken = new CompletableFuture<>();
        watch(stuck, 1, 0);
        log(log, 1, 2000);
        await().until(() -> !stuck.texts.isEmpty());

        assertThat(log.lastSeq()).isEqualTo(2000);
        assertThat(stuck.texts).hasSize(1);
        stuck.taken.complete(null);
        await().until(() -> stuck.sequence().size() == 2000);
        assertThat(stuck.sequence())
                .isEqualTo(LongStream.rangeClosed(1, 2000).boxed().toList());
    }

    @Test
    void admitsOnlySoManyViewersAndGivesPlacesBack() throws IOException {
        open(1);
        Registration first = watch(new Channel(), 1, 0);
        watch(new Channel(), 1, 0);
        Channel third = new Channel();
        watch(third, 1, 0);
        assertThat(third.closed).isEqualTo(1013);

        first.close();
        first.close();
        Channel fourth = new Channel();
        watch(fourth, 1, 0);
        assertThat(fourth.closed).isNull();
    }

    @Test
    void tellsWhichRunsGoOn() throws IOException {
        Channel channel = new Channel();
        new Feed(live).open(job, Map.of(), channel);
        await().until(() -> channel.texts.contains(running("")));
        open(7);
        await().until(() -> channel.texts.contains(running("7")));
        open(8);
        await().until(() -> channel.texts.contains(running("8,7")));
        live.close("shop", 7);
        live.close("shop", 8);
        await().until(() -> channel.texts.get(channel.texts.size() - 1).equals(running("")));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (Map<String, String> wrong : List.of(
                Map.of("run", "x"), Map.of("run", "0"), Map.of("run", "1", "after", "-1"), Map.of("run", "99"))) {
            Channel channel = new Channel();
            new Feed(live).open(job, wrong, channel);
            assertThat(channel.closed).as("%s", wrong).isEqualTo(1008);
        }
    }

    private static String running(String numbers) {
        return "{\"control\":\"runs\",\"running\":[" + numbers + "]}";
    }

    private EventLog open(int run) throws IOException {
        return live.open("shop", run, directory.resolve(run + "/events.jsonl"));
    }

    private static void log(EventLog log, int from, int to) {
        LongStream.rangeClosed(from, to).forEach(n -> log.log(Stage.BUILD, "line " + n));
    }

    private Registration watch(Channel channel, int run, long after) {
        return new Feed(live).open(job, Map.of("run", "" + run, "after", "" + after), channel);
    }

    private final class Job implements JobRuns {
        @Override
        public String name() {
            return "shop";
        }

        @Override
        public HistoryIndex history() {
            return new HistoryIndex(directory.resolve("history.jsonl"), Stream::empty);
        }

        @Override
        public List<Integer> running() {
            return live.running("shop");
        }

        @Override
        public Optional<EventSource> events(int run) {
            return live.find("shop", run);
        }

        @Override
        public List<ScanReport> scans(int run) {
            return List.of();
        }

        @Override
        public Optional<InputStream> scanReport(int run, int scan) {
            return Optional.empty();
        }

        @Override
        public Registration onChange(Runnable listener) {
            return live.onChange("shop", listener);
        }
    }

    private static final class Channel implements FeedChannel {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private volatile Integer closed;
        private volatile CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<?> send(String text) {
            texts.add(text);
            return taken;
        }

        @Override
        public void close(int code, String reason) {
            closed = code;
        }

        private List<Long> sequence() {
            return texts.stream()
                    .filter(text -> !text.contains("\"control\""))
                    .map(Channel::event)
                    .map(Event::seq)
                    .toList();
        }

        private static Event event(String text) {
            try {
                return Json.read(text, Event.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
