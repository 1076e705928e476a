package org.minqing.joint;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * One joint research as a person reads it: the leads, what was found and planned, how far each department is, and its
 * measures. Null where it has not come to that yet.
 *
 * @param round 1, and one more for each research on the same appeal
 * @param departments each department's delivery state, in the order in which they were called
 * @param measures all departments' measures, in the order of their dates
 * @param planned how many of what is counted all measures are about; {@code achieved} of them are done
 * @param endingReason why the leads ended the measures early
 */
record ResearchRecord(
        int round,
        String state,
        Named area,
        Named leadDepartment,
        Named guidanceGroup,
        OffsetDateTime convenedAt,
        OffsetDateTime surveyDueAt,
        OffsetDateTime surveyedAt,
        String findings,
        String plan,
        OffsetDateTime departmentSignedAt,
        OffsetDateTime groupSignedAt,
        List<Delivery> departments,
        List<Undertaken> measures,
        int planned,
        int achieved,
        String endingReason) {

    /** A unit by code and name. */
    record Named(String code, String name) {}

    /**
     * How far one department is; each time null until then.
     *
     * @param label the state's word on screens
     * @param measuresDoneAt when it had done all that it undertook
     * @param measures how many measures it has; {@code measuresDone} of them are done
     */
    record Delivery(
            Named unit,
            String state,
            String label,
            OffsetDateTime notifiedAt,
            OffsetDateTime readAt,
            OffsetDateTime acceptedAt,
            OffsetDateTime onSiteAt,
            OffsetDateTime opinionAt,
            OffsetDateTime measuresDoneAt,
            int measures,
            int measuresDone,
            String opinion,
            String refusalReason) {}

    /** One measure. @param planned null where nothing is counted */
    record Undertaken(
            Named unit,
            int batch,
            String text,
            OffsetDateTime dueAt,
            OffsetDateTime doneAt,
            Integer planned,
            Integer achieved,
            String result) {}
}
