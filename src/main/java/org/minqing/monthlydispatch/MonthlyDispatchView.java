package org.minqing.monthlydispatch;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;

/**
 * One month's dispatch as a person reads it; all texts are ready to be shown.
 *
 * @param urged how far the leader has been urged to decide
 * @param mayDecide whether the caller may add decisions and finish
 * @param pack JSON as {@code PackService} writes it; null in a list, and for who is shown his own decisions alone
 */
record MonthlyDispatchView(
        String number,
        String subject,
        String area,
        String state,
        String collectedAt,
        String dueAt,
        String left,
        boolean overdue,
        String urged,
        String summary,
        boolean mayDecide,
        List<Line> decisions,
        @JsonRawValue String pack) {

    /**
     * @param urged 已提醒, 已催办, 已督办 or 已通报; null until then, and when it is done
     * @param appeal number of the appeal that it is about, or null
     */
    record Line(
            String words,
            String unit,
            String dueAt,
            String left,
            boolean overdue,
            String urged,
            String appeal,
            boolean done,
            String result) {}
}
