package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A time in which nothing is deployed to some environments.
 *
 * @param environments their names; {@code *} in them stands for any text
 * @param reason for people
 */
public record FreezeWindow(List<String> environments, FreezeSpan span, String reason) {
    public FreezeWindow {
        environments = List.copyOf(environments);
    }

    boolean concerns(String environment) {
        return environments.stream().anyMatch(pattern -> matches(pattern, environment));
    }

    /** The freeze if it is then; it ends when this window does. */
    Optional<Freeze> activeAt(Instant now) {
        return span.activeAt(now).map(end -> new Freeze(reason, end));
    }

    private static boolean matches(String pattern, String environment) {
        String expression =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(environment).matches();
    }
}
