package org.minqing.joint;

import java.time.Instant;

/**
 * One department's part (部门任务) in one joint research.
 *
 * @param dueAt when its opinion is due
 * @param refusals how often the department has refused in this research; once is the most
 * @param replacedBy the unit that takes it over after a refusal, or null
 * @param extensionAsked whether the department has ever asked for more time
 */
record Part(
        long id,
        long researchId,
        long appealId,
        String unitCode,
        State state,
        Instant notifiedAt,
        Instant dueAt,
        int refusals,
        String replacedBy,
        boolean extensionAsked,
        String processInstanceId) {

    Part carriedBy(String process) {
        return new Part(
                id,
                researchId,
                appealId,
                unitCode,
                state,
                notifiedAt,
                dueAt,
                refusals,
                replacedBy,
                extensionAsked,
                process);
    }

    enum State {
        NOTIFIED("已通知"),
        ACCEPTED("已签收"),
        REFUSED("已退回"),
        /** The opinion is in; it waits for the plan, or carries its measures out. */
        OPINION("已提意见"),
        DONE("已完成"),
        REPLACED("已改派"),
        ENDED("已终止");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The word on screens. */
        String label() {
            return label;
        }

        /** Whether the department still owes its opinion. */
        boolean silent() {
            return this == NOTIFIED || this == ACCEPTED || this == REFUSED;
        }

        boolean open() {
            return silent() || this == OPINION;
        }
    }
}
