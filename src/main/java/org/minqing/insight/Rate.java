package org.minqing.insight;

/** The three rates, and the fourth beside them; see {@link #meaning()} for what each counts. */
enum Rate {
    RESPONSE("响应率", "当期收到的诉求中，在首个办理期限前认领或答复的", "received", "responded", "received_on", "responded"),
    RESOLUTION("解决率", "首个办理期限在当期的诉求（撤回的除外）中，已经答复的", "due", "resolved", "due_on", "answered_on is not null"),
    SATISFACTION("满意率", "当期评价的诉求中，评价满意的", "rated", "satisfied", "rated_on", "satisfied"),
    FIRST_TIME("一次办结率", "当期答复的诉求中，没有重新办理也没有评价不满意的", "answered", "first_time", "answered_on", "first_time");

    private final String label;
    private final String meaning;
    private final String whole;
    private final String part;
    private final String day;
    private final String met;

    Rate(String label, String meaning, String whole, String part, String day, String met) {
        this.label = label;
        this.meaning = meaning;
        this.whole = whole;
        this.part = part;
        this.day = day;
        this.met = met;
    }

    /** The word on screens. */
    String label() {
        return label;
    }

    /** Which cases it counts, as screens say it. */
    String meaning() {
        return meaning;
    }

    /** Columns of {@code daily_figure}. */
    String whole() {
        return whole;
    }

    String part() {
        return part;
    }

    /** Columns of {@code counted_case}: the day by which it counts, and the condition that it is met. */
    String day() {
        return day;
    }

    String met() {
        return met;
    }
}
