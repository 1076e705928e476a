package org.minqing.insight;

import java.util.List;

/** A joint research that runs: how far it has come. */
record ResearchView(
        String number,
        String subject,
        String stage,
        String lead,
        String group,
        String surveyDue,
        String surveyed,
        String dueAt,
        String left,
        boolean overdue,
        boolean leadSigned,
        boolean groupSigned,
        int measuresDone,
        int measures,
        List<Part> parts) {

    record Part(String unit, String state, boolean delivered, String dueAt, boolean overdue) {}
}
