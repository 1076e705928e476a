package org.minqing.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one case counts for in the kept figures; every date may be null.
 *
 * @param placePath the place that it is about: it counts for every unit on that path, and for the leading department
 * @param responded claimed or answered before the first due time
 * @param firstTime answered and never reopened
 * @param stage name of the level that it stands at, {@link #NO_LEVEL} or {@link #CLOSING}; null when it is over
 * @param openDueOn day on which the level that it stands at is due
 */
record CountedCase(
        long appealId,
        String placePath,
        String leadDepartment,
        LocalDate receivedOn,
        boolean responded,
        LocalDate dueOn,
        LocalDate answeredOn,
        boolean firstTime,
        LocalDate ratedOn,
        boolean satisfied,
        String stage,
        boolean overdue,
        LocalDate openDueOn) {

    static final String NO_LEVEL = "NONE";
    static final String CLOSING = "CLOSING";

    /** A column of {@code daily_figure}. */
    enum Daily {
        RECEIVED,
        RESPONDED,
        DUE,
        RESOLVED,
        ANSWERED,
        FIRST_TIME,
        RATED,
        SATISFIED,
        OPEN_DUE
    }

    Set<String> units() {
        Set<String> units = new LinkedHashSet<>(Arrays.stream(placePath.split("/"))
                .filter(code -> !code.isEmpty())
                .toList());
        if (leadDepartment != null) {
            units.add(leadDepartment);
        }
        return units;
    }

    List<OnDay> days() {
        List<OnDay> days = new ArrayList<>();
        add(days, receivedOn, Daily.RECEIVED, responded, Daily.RESPONDED);
        add(days, dueOn, Daily.DUE, answeredOn != null, Daily.RESOLVED);
        add(days, answeredOn, Daily.ANSWERED, firstTime, Daily.FIRST_TIME);
        add(days, ratedOn, Daily.RATED, satisfied, Daily.SATISFIED);
        add(days, openDueOn, Daily.OPEN_DUE, false, null);
        return days;
    }

    private static void add(List<OnDay> days, LocalDate day, Daily one, boolean also, Daily other) {
        if (day != null) {
            days.add(new OnDay(day, one));
            if (also) {
                days.add(new OnDay(day, other));
            }
        }
    }

    record OnDay(LocalDate day, Daily figure) {}
}
