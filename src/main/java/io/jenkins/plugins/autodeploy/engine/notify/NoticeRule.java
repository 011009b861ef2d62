package io.jenkins.plugins.autodeploy.engine.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Of which deployments and when somebody is told. */
public final class NoticeRule {
    /** Of every deployment, always. */
    public static final NoticeRule ALWAYS = new NoticeRule(List.of(), EnumSet.allOf(Moment.class));

    private final List<Pattern> environments;
    private final Set<Moment> moments;

    private NoticeRule(List<Pattern> environments, Set<Moment> moments) {
        this.environments = environments;
        this.moments = moments;
    }

    /**
     * @param environments names, in which {@code *} stands for any text, between commas; empty for all
     * @param moments labels of {@link Moment}s between commas; empty for all
     * @throws InvalidInputException when there is no such moment
     */
    public static NoticeRule of(@CheckForNull String environments, @CheckForNull String moments)
            throws InvalidInputException {
        Set<Moment> chosen = EnumSet.noneOf(Moment.class);
        for (String label : items(moments)) {
            chosen.add(Moment.of(label).orElseThrow(() -> new InvalidInputException("moments", label, expected())));
        }
        return new NoticeRule(
                items(environments).stream().map(NoticeRule::pattern).toList(),
                chosen.isEmpty() ? EnumSet.allOf(Moment.class) : chosen);
    }

    public boolean isAbout(String environment) {
        return environments.isEmpty()
                || environments.stream()
                        .anyMatch(pattern -> pattern.matcher(environment).matches());
    }

    public boolean isAt(Moment moment) {
        return moments.contains(moment);
    }

    private static List<String> items(@CheckForNull String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,\\s]+"))
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private static String expected() {
        return Arrays.stream(Moment.values())
                .filter(moment -> moment != Moment.TEST)
                .map(Moment::label)
                .collect(Collectors.joining(", ", "some of ", ""));
    }
}
