package org.minqing.inbox;

import java.util.List;
import org.minqing.appeal.UrgencyClass;

/**
 * What an officer needs to know of the case behind a task. All texts are ready to be shown; personal data is no part of
 * it. Null where there is nothing to say.
 *
 * @param matter the word for what the task is about where it is no appeal; null for an appeal
 * @param urgency the class; {@code urgencyLabel} is its word on screens
 * @param dueAt when the task is due, {@code 11月22日 17:30}
 * @param dueWhy by which rule or whose decision
 * @param left how long there is still time or how long it has been too late
 * @param asks what is most needed, hardest, most wanted, as far as said
 */
record TaskCard(
        String taskId,
        String matter,
        String number,
        String subject,
        String text,
        String place,
        String placeUnit,
        String category,
        String requester,
        List<String> signals,
        UrgencyClass urgency,
        String urgencyLabel,
        String level,
        String unit,
        String receivedAt,
        String dueAt,
        String dueWhy,
        String left,
        boolean overdue,
        String state,
        String reply,
        List<Said> asks,
        List<File> attachments,
        List<Happening> timeline) {

    /** A heading and what was said under it. */
    record Said(String label, String text) {}

    /** @param size in words, {@code 1.2 MB} */
    record File(long id, String name, String size) {}

    /**
     * A line of the timeline.
     *
     * @param who the officer's name, or in whose name a rule acted
     * @param detail a short word to the label: the rating, how a level was left, until when
     * @param note a person's words
     */
    record Happening(String when, String label, String level, String who, String unit, String detail, String note) {}

    /** What a list shows of a task. */
    record Brief(
            String taskId,
            String number,
            String subject,
            String place,
            String level,
            UrgencyClass urgency,
            String urgencyLabel,
            String dueAt,
            String left,
            boolean overdue) {}
}
