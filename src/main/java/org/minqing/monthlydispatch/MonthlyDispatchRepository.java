package org.minqing.monthlydispatch;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;
import static org.minqing.Sql.nullableEnum;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.minqing.directory.Unit;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of {@code monthly_dispatch} and {@code dispatch_decision}. */
@Repository
class MonthlyDispatchRepository {

    private static final String COLUMNS =
            "select d.id, d.number, d.area_code, d.of_month, d.state, d.collected_at, d.due_at,"
                    + " d.decided_by, d.summary, d.process_instance_id, d.rung from monthly_dispatch d ";

    private static final RowMapper<MonthlyDispatch> DISPATCH = (row, n) -> new MonthlyDispatch(
            row.getLong("id"),
            row.getString("number"),
            row.getString("area_code"),
            YearMonth.parse(row.getString("of_month")),
            MonthlyDispatch.State.valueOf(row.getString("state")),
            instant(row, "collected_at"),
            instant(row, "due_at"),
            row.getString("decided_by"),
            row.getString("summary"),
            row.getString("process_instance_id"),
            nullableEnum(Rung.class, row, "rung"));

    private static final RowMapper<Decision> DECISION = (row, n) -> new Decision(
            row.getInt("ordinal"),
            row.getString("words"),
            row.getString("owner_unit"),
            instant(row, "due_at"),
            row.getString("appeal_number"),
            instant(row, "done_at"),
            row.getString("result"),
            nullableEnum(Rung.class, row, "rung"));

    private final JdbcClient jdbc;

    MonthlyDispatchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(String number, String areaCode, YearMonth month, Instant now, Instant dueAt) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("insert into monthly_dispatch (number, area_code, of_month, state, collected_at, due_at)"
                        + " values (?, ?, ?, 'DECIDING', ?, ?)")
                .params(number, areaCode, month.toString(), at(now), at(dueAt))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }

    boolean exists(String areaCode, YearMonth month) {
        return jdbc.sql("select 1 from monthly_dispatch where area_code = ? and of_month = ?")
                .params(areaCode, month.toString())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void collected(long id, String pack, byte[] workbook, String processInstanceId) {
        jdbc.sql("update monthly_dispatch set pack = ?, workbook = ?, process_instance_id = ? where id = ?")
                .params(pack, workbook, processInstanceId, id)
                .update();
    }

    MonthlyDispatch of(long id) {
        return jdbc.sql(COLUMNS + "where d.id = ?").param(id).query(DISPATCH).single();
    }

    MonthlyDispatch of(String processInstanceId) {
        return jdbc.sql(COLUMNS + "where d.process_instance_id = ?")
                .param(processInstanceId)
                .query(DISPATCH)
                .single();
    }

    Optional<MonthlyDispatch> find(String number) {
        return jdbc.sql(COLUMNS + "where d.number = ?")
                .param(number)
                .query(DISPATCH)
                .optional();
    }

    /** Holds the row until the transaction ends. */
    MonthlyDispatch lock(String processInstanceId) {
        jdbc.sql("select id from monthly_dispatch where process_instance_id = ? for update")
                .param(processInstanceId)
                .query(Long.class)
                .single();
        return of(processInstanceId);
    }

    /** The newest first. @param area pattern over the districts' paths @param owner of whose decisions some are */
    List<MonthlyDispatch> within(String area, String owner, int most) {
        return jdbc.sql(COLUMNS + "join unit u on u.code = d.area_code where u.path like ? or exists (select 1 from"
                        + " dispatch_decision o where o.dispatch_id = d.id and o.owner_unit = ?)"
                        + " order by d.collected_at desc, d.id desc fetch first " + most + " rows only")
                .params(area, owner)
                .query(DISPATCH)
                .list();
    }

    String pack(long id) {
        return jdbc.sql("select pack from monthly_dispatch where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    /** @return null where it is gone with an appeal that was erased */
    byte[] workbook(long id) {
        return jdbc.sql("select workbook from monthly_dispatch where id = ?")
                .param(id)
                .query((row, n) -> Optional.ofNullable(row.getBytes("workbook")))
                .single()
                .orElse(null);
    }

    List<Long> collectedSince(String areaCode, Instant when) {
        return jdbc.sql("select id from monthly_dispatch where area_code = ? and collected_at >= ? order by id")
                .params(areaCode, at(when))
                .query(Long.class)
                .list();
    }

    void keep(long id, String pack, byte[] workbook) {
        jdbc.sql("update monthly_dispatch set pack = :pack, workbook = " + (workbook == null ? "null" : ":workbook")
                        + " where id = :id")
                .param("pack", pack)
                .param("workbook", workbook)
                .param("id", id)
                .update();
    }

    void decided(long id, MonthlyDispatch.State state, String summary, String actor, Instant now) {
        jdbc.sql("update monthly_dispatch set state = ?, summary = ?, decided_by = ?, decided_at = ? where id = ?")
                .params(state.name(), summary, actor, at(now), id)
                .update();
    }

    void done(long id) {
        jdbc.sql("update monthly_dispatch set state = 'DONE' where id = ?")
                .param(id)
                .update();
    }

    void insert(long dispatchId, Decision decision, String actor, Instant now) {
        jdbc.sql("insert into dispatch_decision (dispatch_id, ordinal, words, owner_unit, due_at, appeal_number,"
                        + " decided_by, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        dispatchId,
                        decision.ordinal(),
                        decision.words(),
                        decision.ownerUnit(),
                        at(decision.dueAt()),
                        decision.appealNumber(),
                        actor,
                        at(now))
                .update();
    }

    List<Decision> decisions(long dispatchId) {
        return jdbc.sql("select * from dispatch_decision where dispatch_id = ? order by ordinal")
                .param(dispatchId)
                .query(DECISION)
                .list();
    }

    Decision decision(long dispatchId, int ordinal) {
        return jdbc.sql("select * from dispatch_decision where dispatch_id = ? and ordinal = ?")
                .params(dispatchId, ordinal)
                .query(DECISION)
                .single();
    }

    void carriedOut(long dispatchId, int ordinal, String result, String actor, Instant now) {
        jdbc.sql(
                        "update dispatch_decision set result = ?, done_by = ?, done_at = ? where dispatch_id = ? and ordinal = ?")
                .params(result, actor, at(now), dispatchId, ordinal)
                .update();
    }

    /** @param ordinal of a decision, or null for the leader's deciding */
    void climbed(long dispatchId, Integer ordinal, Rung rung) {
        if (ordinal == null) {
            jdbc.sql("update monthly_dispatch set rung = ? where id = ?")
                    .params(rung.name(), dispatchId)
                    .update();
        } else {
            jdbc.sql("update dispatch_decision set rung = ? where dispatch_id = ? and ordinal = ?")
                    .params(rung.name(), dispatchId, ordinal)
                    .update();
        }
    }

    /** Districts that have had cases, and a member of staff to decide. */
    boolean hasCases(Unit district) {
        return jdbc.sql("select 1 from daily_figure where unit_code = ? fetch first 1 rows only")
                .param(district.code())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
