package org.minqing.appeal;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.name;
import static org.minqing.Sql.nullableEnum;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.minqing.TransactionMemo;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code appeal}. Each method changes what one business event changes, and nothing else. */
@Repository
class AppealRepository {

    private static final RowMapper<Appeal> APPEAL = (row, n) -> new Appeal(
            row.getLong("id"),
            row.getString("number"),
            row.getString("source"),
            row.getString("source_id"),
            RequesterKind.valueOf(row.getString("requester_kind")),
            row.getString("subject"),
            row.getString("text"),
            row.getString("place"),
            row.getString("category"),
            signals(row.getString("signals")),
            row.getString("most_needed"),
            row.getString("hardest"),
            row.getString("most_wanted"),
            row.getString("reported_by"),
            instant(row, "reported_at"),
            instant(row, "received_at"),
            row.getString("place_unit"),
            row.getString("place_path"),
            nullableEnum(UrgencyClass.class, row, "urgency"),
            nullableEnum(Level.class, row, "start_level"),
            row.getString("lead_department"),
            AppealState.valueOf(row.getString("state")),
            nullableEnum(Level.class, row, "level"),
            row.getString("level_unit"),
            instant(row, "due_at"),
            row.getInt("round"),
            instant(row, "first_due_at"),
            instant(row, "first_response_at"),
            row.getInt("return_count"),
            row.getString("reply"),
            instant(row, "replied_at"),
            row.getString("resolved_by"),
            row.getString("resolved_unit"),
            nullableEnum(Level.class, row, "resolved_level"),
            nullableEnum(Rating.class, row, "rating"),
            row.getInt("callback_attempts"),
            instant(row, "closed_at"),
            row.getString("process_instance_id"),
            row.getString("led_by"));

    private final JdbcClient jdbc;
    private final TransactionMemo<Long, Appeal> read = new TransactionMemo<>();
    /** Rows that this transaction holds: nobody else changes them, so they are not locked again. */
    private final TransactionMemo<Long, Boolean> held = new TransactionMemo<>();

    AppealRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Increments the district's counter of the day; empty where it has none yet. */
    Optional<Integer> nextNumber(String districtCode, LocalDate day) {
        int counted = jdbc.sql("update appeal_counter set last_number = last_number + 1"
                        + " where district_code = ? and on_date = ?")
                .params(districtCode, day)
                .update();
        return counted == 0
                ? Optional.empty()
                : jdbc.sql("select last_number from appeal_counter where district_code = ? and on_date = ?")
                        .params(districtCode, day)
                        .query(Integer.class)
                        .optional();
    }

    void startCounter(String districtCode, LocalDate day) {
        jdbc.sql("insert into appeal_counter (district_code, on_date, last_number) values (?, ?, 0)")
                .params(districtCode, day)
                .update();
    }

    void insert(String number, NewAppeal in, String placeUnit, String placePath, Instant receivedAt) {
        jdbc.sql("""
                        insert into appeal (number, source, source_id, requester_kind, subject, text, place, category,
                            signals, most_needed, hardest, most_wanted, reported_by, reported_at, received_at,
                            place_unit, place_path, state, round, return_count, callback_attempts)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 0)""")
                .params(
                        number,
                        in.source(),
                        in.sourceId(),
                        in.requesterKind().name(),
                        in.subject(),
                        in.text(),
                        in.place(),
                        in.category(),
                        signals(in.signals()),
                        in.mostNeeded(),
                        in.hardest(),
                        in.mostWanted(),
                        in.reportedBy(),
                        at(in.reportedAt()),
                        at(receivedAt),
                        placeUnit,
                        placePath,
                        AppealState.OPEN.name())
                .update();
    }

    Optional<Appeal> byId(long id) {
        return read.get(
                id,
                () -> jdbc.sql("select * from appeal where id = ?")
                        .param(id)
                        .query(APPEAL)
                        .optional());
    }

    Optional<Appeal> byNumber(String number) {
        return remembered(jdbc.sql("select * from appeal where number = ?")
                .param(number)
                .query(APPEAL)
                .optional());
    }

    Optional<Appeal> bySource(String source, String sourceId) {
        return jdbc.sql("select * from appeal where source = ? and source_id = ?")
                .params(source, sourceId)
                .query(APPEAL)
                .optional();
    }

    /** Reads the row and holds it until the transaction ends, so that two events on one appeal follow each other. */
    Optional<Appeal> lock(long id) {
        return held.get(id, Optional::empty).isPresent()
                ? byId(id)
                : held(jdbc.sql("select * from appeal where id = ? for update")
                        .param(id)
                        .query(APPEAL)
                        .optional());
    }

    Optional<Appeal> lockOfTask(String taskId) {
        return held(
                jdbc.sql("select * from appeal where id = (select appeal_id from inbox where task_id = ?) for update")
                        .param(taskId)
                        .query(APPEAL)
                        .optional());
    }

    /** Those of these that nobody else holds, locked, in no order. */
    List<Appeal> lockIdle(Collection<Long> ids) {
        List<Appeal> idle = jdbc.sql("select * from appeal where id in (:ids) for update skip locked")
                .param("ids", ids)
                .query(APPEAL)
                .list();
        TransactionMemo.forgetEverything();
        idle.forEach(this::remember);
        return idle;
    }

    private Optional<Appeal> held(Optional<Appeal> locked) {
        if (locked.isPresent() && held.get(locked.get().id(), Optional::empty).isEmpty()) {
            TransactionMemo.forgetEverything();
        }
        locked.ifPresent(this::remember);
        return locked;
    }

    private void remember(Appeal appeal) {
        read.put(appeal.id(), appeal);
        held.put(appeal.id(), true);
    }

    void processStarted(long id, String processInstanceId) {
        read.forget(id);
        jdbc.sql("update appeal set process_instance_id = ? where id = ?")
                .params(processInstanceId, id)
                .update();
    }

    void triaged(long id, Triage triage) {
        read.forget(id);
        jdbc.sql("""
                        update appeal set place_unit = ?, place_path = ?, category = ?, signals = ?, urgency = ?,
                            start_level = ?, lead_department = ? where id = ?""")
                .params(
                        triage.placeUnit(),
                        triage.placePath(),
                        triage.category(),
                        signals(triage.signals()),
                        triage.urgency().name(),
                        triage.startLevel().name(),
                        triage.leadDepartment(),
                        id)
                .update();
    }

    void placed(long id, String placeUnit, String placePath) {
        read.forget(id);
        jdbc.sql("update appeal set place_unit = ?, place_path = ? where id = ?")
                .params(placeUnit, placePath, id)
                .update();
    }

    void levelEntered(long id, Level level, String unitCode, Instant dueAt) {
        read.forget(id);
        jdbc.sql("""
                        update appeal set state = 'OPEN', level = ?, level_unit = ?, due_at = ?,
                            first_due_at = coalesce(first_due_at, ?) where id = ?""").params(level.name(), unitCode, at(dueAt), at(dueAt), id).update();
    }

    void unitChanged(long id, String unitCode) {
        read.forget(id);
        jdbc.sql("update appeal set level_unit = ? where id = ?")
                .params(unitCode, id)
                .update();
    }

    void dueMoved(long id, Instant dueAt) {
        read.forget(id);
        jdbc.sql("update appeal set due_at = ? where id = ?")
                .params(at(dueAt), id)
                .update();
    }

    void returned(long id) {
        read.forget(id);
        jdbc.sql("update appeal set return_count = return_count + 1 where id = ?")
                .param(id)
                .update();
    }

    void responded(long id, Instant when) {
        read.forget(id);
        jdbc.sql("update appeal set first_response_at = ? where id = ? and first_response_at is null")
                .params(at(when), id)
                .update();
    }

    void resolved(long id, Resolution resolution, Instant when) {
        read.forget(id);
        jdbc.sql("""
                        update appeal set state = 'CLOSING', reply = ?, replied_at = ?, resolved_by = ?,
                            resolved_unit = ?, resolved_level = level, effect_households = ?, effect_people = ?,
                            effect_money = ?, due_at = null, first_response_at = coalesce(first_response_at, ?)
                        where id = ?""")
                .params(
                        resolution.reply(),
                        at(when),
                        resolution.resolvedBy(),
                        resolution.resolvedUnit(),
                        resolution.households(),
                        resolution.people(),
                        resolution.money(),
                        at(when),
                        id)
                .update();
    }

    void ledBy(long id, String leaderId) {
        jdbc.sql("update appeal set led_by = ? where id = ?")
                .params(leaderId, id)
                .update();
    }

    void callbackTried(long id) {
        read.forget(id);
        jdbc.sql("update appeal set callback_attempts = callback_attempts + 1 where id = ?")
                .param(id)
                .update();
    }

    void rated(long id, Rating rating, String comment, Instant when) {
        read.forget(id);
        jdbc.sql("update appeal set rating = ?, rating_comment = ?, rated_at = ? where id = ?")
                .params(rating.name(), comment, at(when), id)
                .update();
    }

    void reopened(long id) {
        read.forget(id);
        jdbc.sql("update appeal set state = 'OPEN', round = round + 1, callback_attempts = 0 where id = ?")
                .param(id)
                .update();
    }

    void ended(long id, AppealState state, Instant when) {
        read.forget(id);
        jdbc.sql("update appeal set state = ?, closed_at = ?, due_at = null where id = ?")
                .params(name(state), at(when), id)
                .update();
    }

    private Optional<Appeal> remembered(Optional<Appeal> found) {
        found.ifPresent(appeal -> read.put(appeal.id(), appeal));
        return found;
    }

    private static Set<Signal> signals(String text) {
        return text.isBlank()
                ? EnumSet.noneOf(Signal.class)
                : Arrays.stream(text.split(","))
                        .map(Signal::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Signal.class)));
    }

    private static String signals(Set<Signal> signals) {
        return signals.stream().map(Signal::name).sorted().collect(Collectors.joining(","));
    }
}
