package io.jenkins.plugins.autodeploy.engine.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.time.WrittenDuration;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a {@link RolloutPlan} of what people write: {@code strategy: canary, steps: [5, '25 for 10m', 50, 100], pause: 1m}. Whether its parts fit together is checked with
 * the request ({@link RequestRules}).
 */
public final class PlanReader {
    /** How long a step of a canary is watched where nothing else is said. */
    public static final Duration DEFAULT_PAUSE = Duration.ofMinutes(1);

    /** The weights of a canary where none are given. */
    public static final List<String> DEFAULT_STEPS = List.of("10", "50", "100");

    private static final int WHOLE = 100;
    private static final Pattern STEP = Pattern.compile("([0-9]{1,3})\\s{0,9}%?(?:\\s{1,9}for\\s{1,9}(\\S{1,9}))?");

    private PlanReader() {}

    /**
     * @param steps weights in percent, each with its own pause where it is to differ: {@code 25 for 10m}; empty for {@link #DEFAULT_STEPS}
     * @param pause of the steps that name none; null for {@link #DEFAULT_PAUSE}
     * @param traffic null for {@link RolloutPlan#AUTO}
     * @param keepFor null not to keep the old version
     * @throws InvalidInputException naming the first parameter that cannot be read
     */
    public static RolloutPlan read(
            String strategy,
            List<String> steps,
            @CheckForNull String pause,
            @CheckForNull String traffic,
            @CheckForNull String keepFor)
            throws InvalidInputException {
        boolean canary = RolloutPlan.CANARY.equals(strategy);
        if (pause != null && !canary) {
            throw new InvalidInputException(
                    "pause", pause, "none but with the strategy canary, whose steps have pauses");
        }
        Duration usual = pause == null ? DEFAULT_PAUSE : WrittenDuration.parse("pause", pause);
        Duration kept = keepFor == null ? Duration.ZERO : WrittenDuration.parse("keepFor", keepFor);
        List<CanaryStep> read = new ArrayList<>();
        for (String step : canary && steps.isEmpty() ? DEFAULT_STEPS : steps) {
            read.add(step(step, usual));
        }
        return new RolloutPlan(strategy, read, traffic, kept, null);
    }

    private static CanaryStep step(String text, Duration usual) throws InvalidInputException {
        Matcher matcher = STEP.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "steps", text, "a weight in percent such as 25, or with its pause: 25 for 10m");
        }
        int weight = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            return new CanaryStep(weight, WrittenDuration.parse("steps", matcher.group(2)));
        }
        return new CanaryStep(weight, weight == WHOLE ? Duration.ZERO : usual);
    }
}
