package org.minqing.joint;

import java.time.Instant;

/**
 * One joint research (组团调研) on one appeal.
 *
 * @param areaCode the district, or the city, that holds the joint level
 * @param leadDepartment first lead: the responsible department, or the dispatch desk where none is known
 * @param guidanceGroup second lead
 * @param surveyDueAt null until it is convened
 * @param departmentSignedBy officer who has signed the plan for the department, or null
 * @param departmentSignedUnit that officer's unit, or null
 * @param endingAskedBy officer who asks to end the measures early, or null
 * @param endingAskedUnit that officer's unit, or null
 */
record Research(
        long id,
        long appealId,
        String areaCode,
        String leadDepartment,
        String guidanceGroup,
        Instant surveyDueAt,
        String departmentSignedBy,
        String departmentSignedUnit,
        String endingAskedBy,
        String endingAskedUnit,
        State state,
        String processInstanceId) {

    enum State {
        /** Waits for the desk to convene. */
        OPENED("待召集"),
        /** Survey, opinions, drafting. */
        WORKING("调研中"),
        /** A plan lies before the leads. */
        SIGNING("待签字"),
        /** Both have signed; measures are carried out. */
        ADOPTED("落实中"),
        /** The requester has been answered. */
        REPORTED("已反馈"),
        /** Cut off: the appeal was withdrawn, or answered by its source. */
        ENDED("已终止");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The word on screens. */
        String label() {
            return label;
        }
    }
}
