package org.minqing.monthlydispatch;

import java.time.Instant;
import java.time.YearMonth;

/**
 * One month's dispatch of one district.
 *
 * @param number {@code <district code>-DD-<yyyyMM>}
 * @param month the month that it looks back on
 * @param dueAt until when the leader is to decide
 * @param decidedBy officer id; null until then
 * @param rung how far the leader has been urged to decide; null until then
 */
record MonthlyDispatch(
        long id,
        String number,
        String areaCode,
        YearMonth month,
        State state,
        Instant collectedAt,
        Instant dueAt,
        String decidedBy,
        String summary,
        String processInstanceId,
        Rung rung) {

    /** How far it is. */
    enum State {
        DECIDING("待决定"),
        RUNNING("落实中"),
        DONE("已完成");

        private final String label;

        State(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    String subject() {
        return "每月调度（%d年%d月）".formatted(month.getYear(), month.getMonthValue());
    }
}
