package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a builder's lines tell of its steps. */
@FunctionalInterface
interface OutputDialect {
    /** What a line tells. */
    sealed interface Told permits Nothing, Begun, Cached, Done, Base {}

    /** It is just output. */
    record Nothing() implements Told {}

    /**
     * A step begins.
     *
     * @param id by which later lines mean it; null where steps run one after the other
     * @param number from 1; 0 when not told
     * @param steps how many there are
     */
    record Begun(@CheckForNull String id, int number, int steps, String instruction) implements Told {}

    /** A step's result came from the cache; {@code id} is null for the current one. */
    record Cached(@CheckForNull String id) implements Told {}

    /** A step ended. */
    record Done(String id, Duration took) implements Told {}

    /** A stage starts from an image. */
    record Base(String reference, String digest) implements Told {}

    Told read(String line);

    /** BuildKit's plain progress: {@code #5 [build 2/4] RUN …}, {@code #5 CACHED}, {@code #5 DONE 0.3s}. */
    OutputDialect BUILDKIT = new OutputDialect() {
        private static final Pattern STEP =
                Pattern.compile("^#(\\d+) \\[(?:\\S+ ){0,2}\\s*(\\d{1,4})/(\\d{1,4})] (.*)$");
        private static final Pattern BASE = Pattern.compile("^FROM (\\S+)@(sha256:[0-9a-f]{64})$");
        private static final Pattern CACHED = Pattern.compile("^#(\\d+) CACHED$");
        private static final Pattern DONE = Pattern.compile("^#(\\d+) DONE (\\d{1,7})\\.(\\d)s$");

        @Override
        public Told read(String line) {
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                Matcher base = BASE.matcher(step.group(4));
                if (base.matches()) {
                    return new Base(base.group(1), base.group(2));
                }
                return new Begun(
                        step.group(1), Integer.parseInt(step.group(2)), Integer.parseInt(step.group(3)), step.group(4));
            }
            Matcher cached = CACHED.matcher(line);
            if (cached.matches()) {
                return new Cached(cached.group(1));
            }
            Matcher done = DONE.matcher(line);
            return done.matches()
                    ? new Done(
                            done.group(1),
                            Duration.ofMillis(
                                    Long.parseLong(done.group(2)) * 1000 + Long.parseLong(done.group(3)) * 100))
                    : new Nothing();
        }
    };

    /** Docker's classic builder ({@code Step 2/4 : RUN …}, {@code ---> Using cache}) and buildah's and podman's ({@code [1/2] STEP 2/4: RUN …}, {@code --> Using cache …}). */
    OutputDialect NUMBERED = new OutputDialect() {
        private static final Pattern STEP =
                Pattern.compile("^(?:\\[\\S{1,40}] )?(?:\\[\\d+/\\d+] )?(?:Step|STEP) (\\d{1,4})/(\\d{1,4}) ?: (.*)$");
        private static final Pattern CACHED = Pattern.compile("^\\s*-{2,3}> Using cache.*$");

        @Override
        public Told read(String line) {
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                return new Begun(null, Integer.parseInt(step.group(1)), Integer.parseInt(step.group(2)), step.group(3));
            }
            return CACHED.matcher(line).matches() ? new Cached(null) : new Nothing();
        }
    };
}
