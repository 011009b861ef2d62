package io.jenkins.plugins.autodeploy.engine.scan.policy;

import java.util.Locale;

/** What an OpenVEX statement says of a vulnerability in a product. */
enum VexStatus {
    NOT_AFFECTED,
    AFFECTED,
    FIXED,
    UNDER_INVESTIGATION;

    /** As OpenVEX writes it: {@code not_affected}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
