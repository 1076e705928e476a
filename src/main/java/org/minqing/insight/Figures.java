package org.minqing.insight;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Changes of the kept figures, gathered from many cases. Not for use by several threads. */
final class Figures {

    private static final int CASES = 0;
    private static final int OVERDUE = 1;

    private final Map<Daily, int[]> daily = new HashMap<>();
    private final Map<Standing, int[]> standing = new HashMap<>();

    /** @param times 1 for what a case counts for now, -1 for what it was counted as before */
    void add(CountedCase one, int times) {
        for (String unit : one.units()) {
            for (CountedCase.OnDay onDay : one.days()) {
                daily.computeIfAbsent(new Daily(unit, onDay.day()), day -> new int[CountedCase.Daily.values().length])[
                        onDay.figure().ordinal()] += times;
            }
            if (one.stage() != null) {
                int[] amounts = standing.computeIfAbsent(new Standing(unit, one.stage()), stage -> new int[2]);
                amounts[CASES] += times;
                amounts[OVERDUE] += one.overdue() ? times : 0;
            }
        }
    }

    Map<Daily, int[]> daily() {
        return daily;
    }

    Map<Standing, int[]> standing() {
        return standing;
    }

    /** Two nodes change rows in one order, so that they wait for each other instead of blocking each other. */
    record Daily(String unit, LocalDate day) implements Comparable<Daily> {

        @Override
        public int compareTo(Daily other) {
            return Comparator.comparing(Daily::unit).thenComparing(Daily::day).compare(this, other);
        }
    }

    record Standing(String unit, String stage) implements Comparable<Standing> {

        @Override
        public int compareTo(Standing other) {
            return Comparator.comparing(Standing::unit)
                    .thenComparing(Standing::stage)
                    .compare(this, other);
        }
    }
}
