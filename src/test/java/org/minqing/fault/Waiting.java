package org.minqing.fault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Appeals that nobody works on, whose deadline is let pass while the machine is down. */
final class Waiting {

    private Waiting() {}

    /**
     * Lets the deadlines of these appeals have passed: all rows that hold it are set back by the same span, the oldest
     * appeal furthest, two by two in the same second.
     */
    static void overdue(Connection database, List<String> numbers) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("create temporary table passed (number varchar(40) primary key, due timestamptz)");
            try (PreparedStatement insert = database.prepareStatement(
                    "insert into passed values (?, date_trunc('second', now()) - ? * interval '1 second')")) {
                for (int i = 0; i < numbers.size(); i++) {
                    insert.setString(1, numbers.get(i));
                    insert.setInt(2, 10 + (numbers.size() - i) / 2);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            String of = " from passed p, appeal a where a.number = p.number and ";
            statement.execute("update appeal a set due_at = p.due from passed p where a.number = p.number");
            statement.execute("update level_stay t set due_at = p.due, warn_at = p.due - interval '1 second'" + of
                    + "t.appeal_id = a.id");
            statement.execute("update inbox t set due_at = p.due" + of + "t.appeal_id = a.id");
            statement.execute("update act_ru_job t set duedate_ = p.due at time zone 'Asia/Shanghai'"
                    + " from passed p, act_ru_execution e where e.business_key_ = p.number"
                    + " and t.process_instance_id_ = e.id_ and t.handler_cfg_ = 'event_levelDeadline'");
            statement.execute("drop table passed");
        }
    }

    /** @return how long it took until all of them had gone up */
    static Duration untilMoved(Checker checker, List<String> numbers, Duration atMost) throws SQLException {
        Instant start = Instant.now();
        String left =
                "select number from appeal where level = 'GRID' and number in ('" + String.join("','", numbers) + "')";
        while (!checker.column(left).isEmpty()) {
            if (Duration.between(start, Instant.now()).compareTo(atMost) > 0) {
                throw new AssertionError("not moved within " + atMost + ": " + checker.column(left));
            }
            Node.breathe();
        }
        return Duration.between(start, Instant.now());
    }
}
