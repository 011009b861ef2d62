package io.jenkins.plugins.autodeploy.engine.scan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what people write into the parameters of a scan, the same for a pipeline and a terminal. */
public final class ScanParameters {
    /** The value of {@code failOn} for a gate that no severity fails. */
    public static final String NEVER = "NONE";

    private static final int MOST_FINDINGS = 1_000_000;

    private ScanParameters() {}

    /**
     * What to look for.
     *
     * @param names {@code secret}, or several joined by commas; none for everything
     * @throws InvalidInputException when one of them is none
     */
    public static Set<FindingKind> checks(String parameter, Collection<String> names) throws InvalidInputException {
        List<String> wanted = separated(names);
        if (wanted.isEmpty()) {
            return EnumSet.allOf(FindingKind.class);
        }
        Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
        for (String name : wanted) {
            kinds.add(Arrays.stream(FindingKind.values())
                    .filter(kind -> kind.label().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException(parameter, name, "any of " + kindNames())));
        }
        return kinds;
    }

    /**
     * The lowest severity that fails the gate, in capital letters; {@link #NEVER} for none.
     *
     * @param text null where the policy file decides
     * @throws InvalidInputException when it is none
     */
    @CheckForNull
    public static String failOn(String parameter, @CheckForNull String text) throws InvalidInputException {
        if (text == null || text.equalsIgnoreCase(NEVER)) {
            return text == null ? null : NEVER;
        }
        return severity(parameter, text, ", or " + NEVER + " for never").name();
    }

    /**
     * How many findings of a severity are too many when exceeded.
     *
     * @param texts numbers by the severity's name
     * @return null where there are none, so that the policy file decides
     * @throws InvalidInputException when a name is no severity or a value no number
     */
    @CheckForNull
    public static Map<String, Integer> thresholds(String parameter, Map<String, String> texts)
            throws InvalidInputException {
        if (texts.isEmpty()) {
            return null;
        }
        Map<String, Integer> thresholds = new TreeMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            thresholds.put(severity(parameter, text.getKey(), "").name(), count(parameter, text));
        }
        return thresholds;
    }

    private static int count(String parameter, Map.Entry<String, String> text) throws InvalidInputException {
        try {
            int count = Integer.parseInt(text.getValue().strip());
            if (count >= 0 && count <= MOST_FINDINGS) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Told below in the same words.
        }
        throw new InvalidInputException(
                parameter, text.getKey() + "=" + text.getValue(), "a number from 0 to " + MOST_FINDINGS);
    }

    private static Severity severity(String parameter, String text, String orElse) throws InvalidInputException {
        return Severity.of(text.strip())
                .orElseThrow(() -> new InvalidInputException(parameter, text, "one of " + Severity.names() + orElse));
    }

    private static List<String> separated(Collection<String> names) {
        return names.stream()
                .flatMap(name -> Arrays.stream(name.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String kindNames() {
        return Stream.of(FindingKind.values()).map(FindingKind::label).collect(Collectors.joining(", "));
    }
}
