package org.minqing.insight;

/**
 * A case that somebody or the clock supervises.
 *
 * @param kind 领导督办, 超期督办 or 通报
 * @param unit who has to act; with the person who answers for it, where one was named
 * @param done true once the case has been answered
 */
record SupervisionView(
        String number,
        String subject,
        String kind,
        String unit,
        String words,
        String since,
        String dueAt,
        String left,
        boolean overdue,
        boolean done) {}
