package org.minqing.level;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableLong;

import java.time.Instant;
import java.util.Optional;
import org.minqing.TransactionMemo;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;
import org.minqing.deadline.Deadline;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code level_stay}. An appeal has at most one that is not left. */
@Repository
class LevelStayRepository {

    private static final RowMapper<LevelStay> STAY = (row, n) -> new LevelStay(
            row.getLong("id"),
            row.getLong("appeal_id"),
            Level.valueOf(row.getString("level")),
            row.getString("unit_code"),
            instant(row, "entered_at"),
            instant(row, "due_at"),
            instant(row, "warn_at"),
            instant(row, "left_at"),
            row.getString("process_instance_id"),
            row.getString("target_unit"),
            instant(row, "park_review_at"),
            instant(row, "parked_at"),
            nullableLong(row, "park_remaining"),
            instant(row, "own_due_at"));

    private final JdbcClient jdbc;
    private final TransactionMemo<Long, LevelStay> current = new TransactionMemo<>();

    LevelStayRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Appeal appeal, Level level, String unitCode, Instant enteredAt, Deadline deadline, String process) {
        current.forgetAll();
        jdbc.sql("""
                        insert into level_stay (appeal_id, round, level, unit_code, entered_at, due_at, warn_at,
                            process_instance_id) values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        appeal.id(),
                        appeal.round(),
                        level.name(),
                        unitCode,
                        at(enteredAt),
                        at(deadline.dueAt()),
                        at(deadline.warnAt()),
                        process)
                .update();
    }

    /** Remembered until the transaction ends; an appeal's stays change under its lock, which forgets it. */
    Optional<LevelStay> current(long appealId) {
        return current.get(
                appealId,
                () -> jdbc.sql("select * from level_stay where appeal_id = ? and left_at is null")
                        .param(appealId)
                        .query(STAY)
                        .optional());
    }

    /** The stay at this level that the appeal left for a path of its own. */
    Optional<LevelStay> lastAside(long appealId, Level level) {
        return jdbc.sql("select * from level_stay where appeal_id = ? and level = ? and left_by = 'ASIDE'"
                        + " order by id desc fetch first 1 rows only")
                .params(appealId, level.name())
                .query(STAY)
                .optional();
    }

    void left(long id, LeftBy leftBy, Instant when) {
        current.forgetAll();
        jdbc.sql("update level_stay set left_at = ?, left_by = ? where id = ?")
                .params(at(when), leftBy.name(), id)
                .update();
    }

    void sendTo(long id, String targetUnit) {
        current.forgetAll();
        jdbc.sql("update level_stay set target_unit = ? where id = ?")
                .params(targetUnit, id)
                .update();
    }

    void heldBy(long id, String unitCode) {
        current.forgetAll();
        jdbc.sql("update level_stay set unit_code = ?, target_unit = null where id = ?")
                .params(unitCode, id)
                .update();
    }

    void parkAsked(long id, String condition, Instant reviewAt) {
        current.forgetAll();
        jdbc.sql("update level_stay set park_condition = ?, park_review_at = ? where id = ?")
                .params(condition, at(reviewAt), id)
                .update();
    }

    void reviewMoved(long id, Instant reviewAt) {
        current.forgetAll();
        jdbc.sql("update level_stay set park_review_at = ? where id = ?")
                .params(at(reviewAt), id)
                .update();
    }

    void parked(long id, Instant when, long remaining) {
        current.forgetAll();
        jdbc.sql("update level_stay set parked_at = ?, park_remaining = ? where id = ?")
                .params(at(when), remaining, id)
                .update();
    }

    /** Keeps the level's own due time, before its clock follows batches for the first time. */
    void keepOwnDue(long id) {
        current.forgetAll();
        jdbc.sql("update level_stay set own_due_at = due_at where id = ? and own_due_at is null")
                .param(id)
                .update();
    }

    void dueMoved(long id, Instant dueAt, Instant warnAt) {
        current.forgetAll();
        jdbc.sql("update level_stay set due_at = ?, warn_at = ?, parked_at = null, park_remaining = null where id = ?")
                .params(at(dueAt), at(warnAt), id)
                .update();
    }
}
