package io.jenkins.plugins.autodeploy.engine.record;

import java.util.Locale;

/** What kind of thing a scanner found; also what it can be asked to look for. */
public enum FindingKind {
    /** A package in a version that is known to be vulnerable. */
    VULNERABILITY,
    /** A password, token or key in a file. */
    SECRET,
    /** A fault in a Dockerfile, a manifest or an image's configuration. */
    MISCONFIGURATION;

    /** As people write it: {@code vulnerability}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
