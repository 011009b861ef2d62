package io.jenkins.plugins.autodeploy.engine.detect.rule;

/**
 * How likely language and framework are right, by the kind of thing that told them. {@code docs/detection.md} has how often they were in public example projects of
 * other tools.
 */
public final class Confidence {
    /** A framework that is declared and whose entry point was found. */
    public static final double PROVEN = 0.99;

    /** A framework that is declared. */
    public static final double DECLARED = 0.95;

    /** A language with a command or file that starts it, and no framework that is known. */
    public static final double STARTABLE = 0.9;

    /** Files of a language, and a guess at what starts them. */
    public static final double GUESSED = 0.7;

    /** Files of a language and nothing else. */
    public static final double ONLY_SOURCES = 0.5;

    /** What something else speaks against. */
    public static final double UNLIKELY = 0.1;

    private Confidence() {}
}
