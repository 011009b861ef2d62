package io.jenkins.plugins.autodeploy.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Does the same several times and prints what is in the middle. */
final class Rounds {
    static final int COUNT = 9;

    private Rounds() {}

    /** Once more for warming up, which does not count. */
    static void time(String what, Callable<?> work) throws Exception {
        work.call();
        double[] millis = new double[COUNT];
        for (int round = 0; round < COUNT; round++) {
            millis[round] = millis(work);
        }
        print(percentile(millis, 50), what);
    }

    static double millis(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e6;
    }

    static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    static void print(double millis, String what) {
        System.out.printf(Locale.ROOT, "%10.3f ms  %s%n", millis, what);
    }
}
