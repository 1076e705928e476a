package org.minqing.insight;

import java.util.List;

/**
 * What a leader sees first of the cases in his area; from the kept figures, at most a minute old.
 *
 * @param unit code of the area
 * @param closing answered, and waiting for the requester's word
 * @param dueToday open, and due at some time of this day
 * @param busiest where the most wait, directly below the area
 * @param oldest the open cases that were received first
 */
record Overview(
        String unit,
        String area,
        long open,
        long newToday,
        long dueToday,
        long overdue,
        long closing,
        List<AtLevel> levels,
        List<Day> trend,
        List<Busy> busiest,
        List<Old> oldest) {

    /** @param element where the level stands on the map's picture */
    record AtLevel(String label, String element, long open, long overdue) {}

    record Day(String date, long received, long answered) {}

    record Busy(String unit, String name, long open, long overdue) {}

    record Old(String number, String subject, String unit, String receivedAt, String left, boolean overdue) {}
}
