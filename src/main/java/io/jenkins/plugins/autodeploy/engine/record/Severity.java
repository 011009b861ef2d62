package io.jenkins.plugins.autodeploy.engine.record;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How bad a finding is, the worst last. */
public enum Severity {
    /** The source rates it with a word that is none of these, or not at all. */
    UNKNOWN,
    NEGLIGIBLE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** By its name in letters of any size; empty when there is none of that name. */
    public static Optional<Severity> of(String name) {
        return Stream.of(values())
                .filter(severity -> severity.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** All of them, for people. */
    public static String names() {
        return Stream.of(values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
