package org.minqing.bench;

import java.util.Arrays;
import java.util.function.Supplier;

/** How long something took, in ms: the median and the 95th percentile. */
record Timing(double p50, double p95) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** One caller, one call after the other. */
    static Timing of(int warmUp, int times, Supplier<?> call) {
        for (int i = 0; i < warmUp; i++) {
            call.get();
        }
        double[] took = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            call.get();
            took[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        return of(took);
    }

    static Timing of(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Timing(percentile(sorted, 50), percentile(sorted, 95));
    }

    /** @param sorted ascending */
    static double percentile(double[] sorted, double percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) (sorted.length * percent / 100))];
    }

    @Override
    public String toString() {
        return "%s / %s".formatted(shown(p50), shown(p95));
    }

    static String shown(double millis) {
        return (millis < 10 ? "%.1f" : "%.0f").formatted(millis);
    }
}
