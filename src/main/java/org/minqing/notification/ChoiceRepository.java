package org.minqing.notification;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units and officers have chosen. */
@Repository
class ChoiceRepository {

    private final JdbcClient jdbc;

    ChoiceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String ofUnit(String code) {
        return "unit:" + code;
    }

    static String ofOfficer(String id) {
        return "officer:" + id;
    }

    Optional<Choice> find(String owner) {
        return jdbc.sql("select * from notification_choice where owner = ?")
                .param(owner)
                .query((row, n) -> new Choice(
                        channels(row.getString("channels")),
                        time(row.getString("quiet_from")),
                        time(row.getString("quiet_until")),
                        Language.valueOf(row.getString("language"))))
                .optional();
    }

    void save(String owner, Choice choice) {
        jdbc.sql("delete from notification_choice where owner = ?").param(owner).update();
        jdbc.sql("insert into notification_choice (owner, channels, quiet_from, quiet_until, language)"
                        + " values (?, ?, ?, ?, ?)")
                .params(
                        owner,
                        choice.channels().stream().map(ChannelKind::name).collect(Collectors.joining(",")),
                        text(choice.quietFrom()),
                        text(choice.quietUntil()),
                        choice.language().name())
                .update();
    }

    private static List<ChannelKind> channels(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(ChannelKind::valueOf).toList();
    }

    private static LocalTime time(String text) {
        return text == null ? null : LocalTime.parse(text);
    }

    private static String text(LocalTime time) {
        return time == null ? null : time.toString();
    }
}
