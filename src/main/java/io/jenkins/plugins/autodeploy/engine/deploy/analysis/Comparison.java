package io.jenkins.plugins.autodeploy.engine.deploy.analysis;

/** How much worse the new version is than the one that it is to replace, where more is worse. Pure. */
final class Comparison {
    private Comparison() {}

    /** The new version's excess as a ratio: 0.2 where it has a fifth more. What keeps one of them from being measured is what is found. */
    static Measurement of(Measurement canary, Measurement stable) {
        if (canary.fault() != null || canary.value() == null) {
            return said("new version", canary);
        }
        if (stable.value() == null) {
            return said("old version", stable);
        }
        double worse = degradation(canary.value(), stable.value());
        return Double.isNaN(worse)
                ? Measurement.noData("infinite values cannot be compared")
                : Measurement.of(
                        worse,
                        "%s where the old version has %s"
                                .formatted(Condition.rounded(canary.value(), 0), Condition.rounded(stable.value(), 0)));
    }

    private static double degradation(double canary, double stable) {
        if (canary == stable) {
            return 0;
        }
        // Of nothing anything is infinitely more.
        return stable == 0 ? Math.copySign(Double.POSITIVE_INFINITY, canary) : (canary - stable) / Math.abs(stable);
    }

    private static Measurement said(String version, Measurement found) {
        return found.fault() != null
                ? Measurement.fault("%s: %s".formatted(version, found.fault()))
                : Measurement.noData("%s: %s".formatted(version, found.remark()));
    }
}
