package io.jenkins.plugins.autodeploy.engine.detect.rule;

/** How likely language and framework are right, by the kind of thing that told them. */
public final class Confidence {
    /** A framework that is declared and whose entry point was found. */
    public static final double PROVEN = 0.98;

    /** A framework that is declared. */
    public static final double DECLARED = 0.9;

    /** A language with a command or file that starts it, and no framework that is known. */
    public static final double STARTABLE = 0.8;

    /** Files of a language, and a guess at what starts them. */
    public static final double GUESSED = 0.5;

    /** What something else speaks against. */
    public static final double UNLIKELY = 0.1;

    private Confidence() {}
}
