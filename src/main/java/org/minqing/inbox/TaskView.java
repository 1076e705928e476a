package org.minqing.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.AppealView;
import org.minqing.appeal.Level;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.appeal.UrgencyClass;

/**
 * An open task as a department's system reads it: what is to be done by when, the case behind it without personal data,
 * and what may be answered.
 *
 * @param key the user task's element id: what kind of task it is
 * @param assignee officer who has claimed it; absent: anybody of the unit may
 * @param part the department's part in joint research that it belongs to; absent elsewhere
 * @param attachments only where one task is read
 * @param timeline only where one task is read: what concerns the caller's unit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "待办任务及其诉求 · an open task with its case")
public record TaskView(
        String id,
        String key,
        String name,
        AppealView.UnitView unit,
        String assignee,
        Level level,
        UrgencyClass urgency,
        OffsetDateTime dueAt,
        boolean overdue,
        OffsetDateTime createdAt,
        Part part,
        Case appeal,
        List<OutcomeView> outcomes,
        List<FileView> attachments,
        List<AppealView.EntryView> timeline) {

    /** @param measure what the department has undertaken, where the task is to carry it out */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(long id, Integer ordinal, String measure) {}

    /** What the unit must know of the case. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Case(
            String number,
            String subject,
            String text,
            String place,
            AppealView.UnitView placeUnit,
            String category,
            String categoryName,
            RequesterKind requesterKind,
            List<Signal> signals,
            String mostNeeded,
            String hardest,
            String mostWanted,
            AppealState state,
            OffsetDateTime receivedAt) {}

    /** One way to finish the task. */
    public record OutcomeView(String code, String label, List<FieldView> fields) {}

    /**
     * @param type {@code TEXT UNIT UNITS FUTURE_DAY COUNT MONEY}
     * @param max longest text in characters, or largest number; absent where there is no bound
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldView(String name, String label, Field.Type type, boolean required, Integer max) {}

    /** @param href where it is fetched */
    public record FileView(long id, String fileName, long size, String href) {}

    TaskView with(List<FileView> files, List<AppealView.EntryView> entries) {
        return new TaskView(
                id, key, name, unit, assignee, level, urgency, dueAt, overdue, createdAt, part, appeal, outcomes, files,
                entries);
    }
}
