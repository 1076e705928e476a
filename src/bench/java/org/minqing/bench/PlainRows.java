package org.minqing.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows that a case leaves in Minqing's own tables, written by JDBC alone: one transaction per user action, no engine,
 * no rule, no right asked, nothing read but the number. What remains when everything else is taken away.
 */
final class PlainRows implements Contender {

    private static final List<String> DEPARTMENTS = List.of("420106-POWER", "420106-SCIENCE", "420106-URBAN");
    private static final String PATH = "/4201/420106/420106001/420106001001/420106001001001/";

    private final String database;
    private final HikariDataSource pool;
    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final AtomicInteger counter = new AtomicInteger();

    PlainRows(BenchServer server, String database) {
        this.database = database;
        server.create(database);
        this.pool = BenchServer.pool(server.url(database));
        this.sql = new JdbcTemplate(pool);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/common", "classpath:db/migration/postgresql")
                .load()
                .migrate();
    }

    @Override
    public String name() {
        return "plain JDBC";
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public void play(BiConsumer<String, Runnable> step) {
        Case one = new Case();
        step.accept(
                "receive",
                () -> act(() -> {
                    one.receive();
                    one.enter("GRID");
                }));
        String[] levels = {"GRID", "COMMUNITY", "STREET", "JOINT"};
        String[] names = {"grid", "community", "street"};
        for (int i = 0; i < names.length; i++) {
            String next = levels[i + 1];
            step.accept(names[i] + ".claim", () -> act(() -> one.claim(0)));
            step.accept(
                    names[i],
                    () -> act(() -> {
                        one.leave(3);
                        one.enter(next);
                    }));
        }
        step.accept("convene.claim", () -> act(() -> one.claim(0)));
        step.accept("convene", () -> act(one::convene));
        parts(
                step,
                one,
                "accept",
                part -> one.part(part, "state = 'ACCEPTED', accepted_at = now()", "userTask_giveOpinion"));
        step.accept("survey.claim", () -> act(() -> one.claim(0)));
        step.accept("survey", () -> act(() -> one.research("findings = '变压器容量不够', surveyed_at = now()", null)));
        parts(step, one, "opinion", one::opinion);
        single(step, one, "plan", "plan = '新增一台变压器，城管配合占道施工', state = 'SIGNING'", "userTask_signByDepartment");
        single(
                step,
                one,
                "departmentSigns",
                "department_signed_by = 'power-1', department_signed_at = now()",
                "userTask_signByGroup");
        step.accept("groupSigns.claim", () -> act(() -> one.claim(0)));
        step.accept("groupSigns", () -> act(one::adopt));
        parts(step, one, "measure", one::measureDone);
        step.accept("report.claim", () -> act(() -> one.claim(0)));
        step.accept("report", () -> act(one::report));
        step.accept("callBack.claim", () -> act(() -> one.claim(0)));
        step.accept("callBack", () -> act(one::close));
    }

    private void single(BiConsumer<String, Runnable> step, Case one, String name, String change, String next) {
        step.accept(name + ".claim", () -> act(() -> one.claim(0)));
        step.accept(name, () -> act(() -> one.research(change, next)));
    }

    private void parts(
            BiConsumer<String, Runnable> step, Case one, String name, java.util.function.IntConsumer action) {
        step.accept(name + ".claim", () -> {
            for (int part = 1; part <= DEPARTMENTS.size(); part++) {
                int mine = part;
                act(() -> one.claim(mine));
            }
        });
        step.accept(name, () -> {
            for (int part = 1; part <= DEPARTMENTS.size(); part++) {
                int mine = part;
                act(() -> action.accept(mine));
            }
        });
    }

    private void act(Runnable action) {
        transaction.executeWithoutResult(status -> action.run());
    }

    @Override
    public void settle() {
        sql.update("update notification set state = 'DELIVERED', attempts = 1, delivered_at = now(), channel = 'mail'"
                + " where state = 'WAITING'");
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Ids of one case's rows: task 0 is the case's own, 1 to 3 the departments'. */
    private final class Case {

        private final String[] tasks = new String[DEPARTMENTS.size() + 1];
        private final long[] part = new long[DEPARTMENTS.size() + 1];
        private String number;
        private long appeal;
        private long stay;
        private long research;

        void receive() {
            number = "420106-20260302-%05d".formatted(counter.incrementAndGet());
            appeal = id("""
                    insert into appeal (number, source, source_id, requester_kind, subject, text, place, category, signals,
                        reported_at, received_at, place_unit, place_path, urgency, start_level, lead_department, state,
                        round, return_count, callback_attempts, process_instance_id)
                    values (?, 'test', ?, 'ENTERPRISE', '实验室用电容量不足',
                        '夏季高峰时经常跳闸，设备停机，已向物业反映多次，希望增加容量。', '柴林头社区第一网格', '0108', '', now(), now(),
                        '420106001001001', ?, 'BY_DEADLINE', 'GRID', '420106-POWER', 'OPEN', 1, 0, 0, ?)
                    returning id""", number, UUID.randomUUID().toString(), PATH, fresh());
            sql.update(
                    "insert into requester (appeal_id, key_id, sealed) values (?, 'test', ?)", appeal, new byte[120]);
            timeline(2);
        }

        void enter(String level) {
            Timestamp due = Timestamp.from(Instant.now().plusSeconds(86_400));
            stay = id("""
                    insert into level_stay (appeal_id, round, level, unit_code, entered_at, due_at, warn_at,
                        process_instance_id) values (?, 1, ?, '420106001001001', now(), ?, ?, ?) returning id""", appeal, level, due, due, fresh());
            sql.update(
                    "update appeal set level = ?, level_unit = '420106001001001', due_at = ?, first_due_at ="
                            + " coalesce(first_due_at, ?) where id = ?",
                    level,
                    due,
                    due,
                    appeal);
            if (level.equals("JOINT")) {
                research = id("""
                        insert into joint_research (appeal_id, stay_id, area_code, lead_department, guidance_group, state,
                            process_instance_id) values (?, ?, '420106', '420106-POWER', '420106-GUIDE-1', 'OPEN', ?)
                        returning id""", appeal, stay, fresh());
            }
            timeline(1);
            open(0, level.equals("JOINT") ? "userTask_conveneResearch" : "userTask_handleAppeal", level);
            notices(1);
        }

        void claim(int task) {
            sql.update("update inbox set assignee = 'grid-1' where task_id = ?", tasks[task]);
            timeline(1);
        }

        void leave(int entries) {
            done(0);
            sql.update("update level_stay set left_at = now(), left_by = 'ESCALATED' where id = ?", stay);
            timeline(entries - 1);
        }

        void convene() {
            done(0);
            sql.update(
                    "update joint_research set convened_by = 'desk-1', convened_at = now(), survey_due_at = now(),"
                            + " state = 'WORKING' where id = ?",
                    research);
            for (int i = 1; i < part.length; i++) {
                part[i] = id("""
                        insert into department_part (research_id, appeal_id, unit_code, state, notified_at, due_at, refusals,
                            process_instance_id) values (?, ?, ?, 'NOTIFIED', now(), now(), 0, ?) returning id""", research, appeal, DEPARTMENTS.get(i - 1), fresh());
                open(i, "userTask_acceptPart", "JOINT");
            }
            open(0, "userTask_surveyOnSite", "JOINT");
            timeline(1 + DEPARTMENTS.size());
            notices(2 + DEPARTMENTS.size());
        }

        void part(int which, String change, String next) {
            done(which);
            sql.update("update department_part set " + change + " where id = ?", part[which]);
            timeline(1);
            if (next != null) {
                open(which, next, "JOINT");
            }
        }

        void opinion(int which) {
            part(which, "state = 'OPINION', opinion = '可以解决，需一周', opinion_at = now()", null);
            sql.update(
                    "insert into measure (part_id, appeal_id, ordinal, batch, text, due_at)"
                            + " values (?, ?, 0, 1, '增加一台变压器并验收', now())",
                    part[which],
                    appeal);
            if (which == DEPARTMENTS.size()) {
                open(0, "userTask_draftPlan", "JOINT");
            }
        }

        void research(String change, String next) {
            done(0);
            sql.update("update joint_research set " + change + " where id = ?", research);
            timeline(1);
            if (next != null) {
                open(0, next, "JOINT");
                notices(1);
            }
        }

        void adopt() {
            research("group_signed_by = 'guide-1', group_signed_at = now(), state = 'ADOPTED'", null);
            for (int i = 1; i < part.length; i++) {
                open(i, "userTask_carryOutMeasure", "JOINT");
            }
            timeline(1);
            notices(2 * DEPARTMENTS.size());
        }

        void measureDone(int which) {
            part(which, "state = 'DONE', done_at = now()", null);
            sql.update("update measure set result = '已完成并验收', done_at = now() where part_id = ?", part[which]);
            timeline(1);
            if (which == DEPARTMENTS.size()) {
                open(0, "userTask_reportBack", "JOINT");
                notices(1);
            }
        }

        void report() {
            research("state = 'REPORTED'", null);
            sql.update("update level_stay set left_at = now(), left_by = 'RESOLVED' where id = ?", stay);
            sql.update(
                    "update appeal set state = 'CLOSING', reply = '供电容量已增加', replied_at = now(), resolved_by = 'power-1',"
                            + " resolved_unit = '420106-POWER', resolved_level = level, effect_people = 300, due_at = null"
                            + " where id = ?",
                    appeal);
            timeline(1);
            open(0, "userTask_callBack", "JOINT");
            notices(1);
        }

        void close() {
            done(0);
            sql.update(
                    "update appeal set state = 'CLOSED', rating = 'SATISFIED', rated_at = now(), closed_at = now()"
                            + " where id = ?",
                    appeal);
            timeline(3);
        }

        private void open(int task, String key, String level) {
            tasks[task] = fresh();
            sql.update("""
                    insert into inbox (task_id, process_instance_id, task_key, task_name, appeal_id, appeal_number, subject,
                        unit_code, unit_path, place_path, level, urgency, category, due_at, created_at)
                    values (?, ?, ?, '办理诉求', ?, ?, '实验室用电容量不足', '420106001001001', ?, ?, ?, 'BY_DEADLINE', '0108',
                        now(), now())""", tasks[task], fresh(), key, appeal, number, PATH, PATH, level);
        }

        private void done(int task) {
            sql.update("delete from inbox where task_id = ?", tasks[task]);
        }

        private void timeline(int entries) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < entries; i++) {
                values.add(appeal);
            }
            sql.update(
                    "insert into timeline_entry (appeal_id, happened_at, actor, kind, level, unit_code, due_at, outcome, note,"
                            + " process_key, process_version, element_id) values "
                            + String.join(
                                    ", ",
                                    Collections.nCopies(
                                            entries,
                                            "(?, now(), 'grid-1', 'LEVEL_ENTERED', 'GRID', '420106001001001', now(), null,"
                                                    + " '涉及供电容量', 'levelHandling', 1, 'userTask_handleAppeal')")),
                    values.toArray());
        }

        private void notices(int count) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Collections.addAll(values, fresh(), appeal);
            }
            sql.update(
                    "insert into notification (id, appeal_id, template, unit_code, params, urgency, state, attempts,"
                            + " next_attempt_at, created_at) values "
                            + String.join(
                                    ", ",
                                    Collections.nCopies(
                                            count,
                                            "(?, ?, 'ASSIGNED', '420106001001001', '{\"due\":\"3月3日 17:30\",\"level\":\"网格\","
                                                    + "\"number\":\"420106-20260302-00001\",\"unit\":\"柴林头社区第一网格\"}',"
                                                    + " 'BY_DEADLINE', 'WAITING', 0, now(), now())")),
                    values.toArray());
        }

        private long id(String insert, Object... values) {
            return sql.queryForObject(insert, Long.class, values);
        }

        private String fresh() {
            return UUID.randomUUID().toString().substring(0, 16);
        }
    }
}
