package org.minqing.appeal;

import java.time.Instant;
import org.minqing.engine.Step;

/**
 * One thing that happened to an appeal.
 *
 * @param id null until written
 * @param happenedAt null until written = now
 * @param actor officer id, {@code requester}, {@code source:<channel>} or {@code rule:<name>}
 * @param unitCode the unit concerned; for a move, the one it came from
 * @param toUnitCode where it moved to, or null
 * @param outcome a short code, e.g. how a level was left; or null
 * @param note a person's words, or null
 */
public record TimelineEntry(
        Long id,
        long appealId,
        Instant happenedAt,
        String actor,
        TimelineKind kind,
        Level level,
        String unitCode,
        String toUnitCode,
        Instant dueAt,
        String outcome,
        String note,
        Step step) {

    public static TimelineEntry of(long appealId, TimelineKind kind, String actor, Step step) {
        return new TimelineEntry(null, appealId, null, actor, kind, null, null, null, null, null, null, step);
    }

    public TimelineEntry happened(Instant when) {
        return new TimelineEntry(
                id, appealId, when, actor, kind, level, unitCode, toUnitCode, dueAt, outcome, note, step);
    }

    public TimelineEntry at(Level atLevel, String atUnit) {
        return new TimelineEntry(
                id, appealId, happenedAt, actor, kind, atLevel, atUnit, toUnitCode, dueAt, outcome, note, step);
    }

    public TimelineEntry to(String unit) {
        return new TimelineEntry(
                id, appealId, happenedAt, actor, kind, level, unitCode, unit, dueAt, outcome, note, step);
    }

    public TimelineEntry due(Instant due) {
        return new TimelineEntry(
                id, appealId, happenedAt, actor, kind, level, unitCode, toUnitCode, due, outcome, note, step);
    }

    public TimelineEntry outcome(String code) {
        return new TimelineEntry(
                id, appealId, happenedAt, actor, kind, level, unitCode, toUnitCode, dueAt, code, note, step);
    }

    public TimelineEntry note(String words) {
        return new TimelineEntry(
                id, appealId, happenedAt, actor, kind, level, unitCode, toUnitCode, dueAt, outcome, words, step);
    }
}
