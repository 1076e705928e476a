package org.minqing.security;

import java.util.Map;

/**
 * How far somebody sees.
 *
 * @param everything true for an administrator, and where a rule or a timer acts
 * @param userId empty text where nobody calls
 * @param unitCode his unit; empty text where he has none
 * @param area pattern for {@code like} over {@code place_path}: his unit's path (a dispatch desk's parent's) and all
 *     below; empty text, which matches no path, for units that work for an area without answering for it
 */
public record Scope(boolean everything, String userId, String unitCode, String area) {

    /** Tasks that a unit with an area may hold outside it, and levels likewise, before lists leave some of them out. */
    private static final int MOST_ELSEWHERE = 1_000;

    /**
     * Condition that an inbox row's case is within this scope.
     *
     * @param inbox alias of {@code inbox}; the names of its parameters are those of {@link #parameters()}
     */
    public String overInbox(String inbox) {
        return everything
                ? "1 = 1"
                : "(%1$s.place_path like :accessArea or %1$s.unit_code = :accessUnit or %1$s.assignee = :accessUser)"
                        .formatted(inbox);
    }

    /**
     * Condition that an inbox row may be acted on, since his unit holds the task, or he does, and that it lies outside his
     * area: next to none, but for a unit that has no area. PostgreSQL takes them for many, so that no list may be sorted by
     * this condition alone: it would be walked to its end.
     */
    public String ownTasksElsewhere(String inbox) {
        return "(%1$s.unit_code = :accessUnit and %1$s.place_path not like '%%/' || %1$s.unit_code || '/%%'"
                        .formatted(inbox)
                + " or %1$s.assignee = :accessUser) and %1$s.place_path not like :accessArea".formatted(inbox);
    }

    /**
     * Condition that an appeal is within this scope.
     *
     * @param appeal alias of {@code appeal}; the names of its parameters are those of {@link #parameters()}
     */
    public String overAppeals(String appeal) {
        return everything ? "1 = 1" : """
                        (%1$s.place_path like :accessArea or %1$s.level_unit = :accessUnit
                        or exists (select 1 from inbox ai where ai.appeal_id = %1$s.id
                            and (ai.unit_code = :accessUnit or ai.assignee = :accessUser))
                        or exists (select 1 from department_part ad where ad.appeal_id = %1$s.id
                            and ad.unit_code = :accessUnit)
                        or exists (select 1 from joint_research ar where ar.appeal_id = %1$s.id
                            and (ar.lead_department = :accessUnit or ar.guidance_group = :accessUnit)))""".formatted(appeal);
    }

    /**
     * Ids of the appeals that are within this scope because his unit or he takes part, wherever they are about: what
     * {@link #overAppeals} says beside the area, as a query. Of the tasks and levels that a unit holds only those outside
     * its own area are looked for, which have indexes of their own. A unit with an area holds next to none of them; where
     * they were not bounded, PostgreSQL would take them for many and read all cases to find theirs.
     */
    public String takingPart() {
        String few = area.isEmpty() ? "" : " fetch first " + MOST_ELSEWHERE + " rows only";
        return """
                (select ti.appeal_id from inbox ti where %1$s%2$s)
                union select td.appeal_id from department_part td where td.unit_code = :accessUnit
                union select tr.appeal_id from joint_research tr where tr.lead_department = :accessUnit
                union select tg.appeal_id from joint_research tg where tg.guidance_group = :accessUnit
                union (select tl.id from appeal tl where tl.level_unit = :accessUnit
                    and tl.place_path not like '%%/' || tl.level_unit || '/%%' and tl.place_path not like :accessArea%2$s)""".formatted(ownTasksElsewhere("ti"), few);
    }

    /** For {@code JdbcClient.params}: empty where the conditions name none. */
    public Map<String, Object> parameters() {
        return everything ? Map.of() : Map.of("accessArea", area, "accessUnit", unitCode, "accessUser", userId);
    }
}
