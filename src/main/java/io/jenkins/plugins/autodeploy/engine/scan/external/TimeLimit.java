package io.jenkins.plugins.autodeploy.engine.scan.external;

import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScannerFailedException;
import java.time.Duration;

/** How long a scan with all its questions may take, from when this is made. */
final class TimeLimit {
    private final String scanner;
    private final Duration whole;
    private final long start = System.nanoTime();

    /** @param scanner as sentences name it */
    TimeLimit(String scanner, Duration whole) {
        this.scanner = scanner;
        this.whole = whole;
    }

    /** @throws ScannerFailedException when nothing is left */
    Duration left() throws ScannerFailedException {
        Duration left = whole.minusNanos(System.nanoTime() - start);
        if (left.isNegative() || left.isZero()) {
            throw exceeded(null);
        }
        return left;
    }

    ScannerFailedException exceeded(Throwable cause) {
        String time = whole.toMinutes() > 0 ? whole.toMinutes() + " minutes" : whole.toSeconds() + " seconds";
        return new ScannerFailedException("%s did not end within %s".formatted(scanner, time), cause);
    }
}
