package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Ports from {@code first} to {@code last}, both of them in. */
public record PortRange(int first, int last) {
    public static final PortRange DEFAULT = new PortRange(30_000, 39_999);

    private static final int HIGHEST_PORT = 65_535;

    /** @throws InvalidInputException if it is empty or goes beyond what ports there are */
    void check() throws InvalidInputException {
        if (first < 1 || last > HIGHEST_PORT || last < first) {
            throw new InvalidInputException(
                    "ports", this, "a range from 1 to " + HIGHEST_PORT + ", the lower port first");
        }
    }

    /**
     * The next port that is not taken, going up from {@code after} and round at the end, so that a port that was just given up is the last to be used again.
     *
     * @param after a port outside the range to begin at its first
     */
    OptionalInt next(int after, Set<Integer> taken) {
        int start = after >= first && after < last ? after + 1 : first;
        return IntStream.concat(IntStream.rangeClosed(start, last), IntStream.range(first, start))
                .filter(port -> !taken.contains(port))
                .findFirst();
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
