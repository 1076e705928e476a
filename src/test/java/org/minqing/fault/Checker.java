package org.minqing.fault;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/** Compares what the drivers were told with what the database holds: lost, unexpected, done twice, torn. */
final class Checker {

    private final Connection database;

    Checker(Connection database) {
        this.database = database;
    }

    void nothingLostNothingTwice(Ledger ledger) throws SQLException {
        Map<String, String> held = new HashMap<>();
        Map<String, String> states = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select source_id, number, state from appeal where source = '" + Driver.SOURCE + "'")) {
            while (rows.next()) {
                held.put(rows.getString("source_id"), rows.getString("number"));
                states.put(rows.getString("number"), rows.getString("state"));
            }
        }
        List<List<String>> findings = List.of(
                column("select appeal_id from level_stay group by appeal_id, round, level having count(*) > 1"),
                column("select appeal_id from level_stay where left_at is null group by appeal_id having count(*) > 1"),
                column("select appeal_id from timeline_entry where kind in ('RECEIVED', 'TRIAGED', 'RATED', 'CLOSED')"
                        + " group by appeal_id, kind having count(*) > 1"),
                column("select b.stay_id from breach b where b.stay_id is not null group by b.stay_id"
                        + " having count(*) > 1"));
        List<List<String>> torn = List.of(
                column("select task_id from inbox where task_id not in (select id_ from act_ru_task)"),
                column("select id_ from act_ru_task where id_ not in (select task_id from inbox)"),
                column("select number from appeal where state in ('OPEN', 'CLOSING') and process_instance_id not in"
                        + " (select id_ from act_ru_execution)"),
                column("select number from appeal where state in ('CLOSED', 'WITHDRAWN') and process_instance_id in"
                        + " (select id_ from act_ru_execution)"),
                column("select number from appeal a where state = 'OPEN' and not exists (select 1 from level_stay s"
                        + " where s.appeal_id = a.id and s.left_at is null)"),
                column("select id_ from act_ru_job where retries_ = 0"));
        assertSoftly(softly -> compare(softly, ledger, held, states, findings, torn));
    }

    private static void compare(
            SoftAssertions softly,
            Ledger ledger,
            Map<String, String> held,
            Map<String, String> states,
            List<List<String>> twice,
            List<List<String>> torn) {
        softly.assertThat(ledger.wrong).as("answers that nobody could expect").isEmpty();
        softly.assertThat(held).as("lost").containsAllEntriesOf(ledger.accepted);
        softly.assertThat(ledger.sent).as("unexpected").containsAll(held.keySet());
        softly.assertThat(ledger.finished).as("lost steps").allMatch(number -> "CLOSED".equals(states.get(number)));
        softly.assertThat(twice).as("done twice").allMatch(List::isEmpty);
        softly.assertThat(torn).as("torn between the engine and us").allMatch(List::isEmpty);
    }

    List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
