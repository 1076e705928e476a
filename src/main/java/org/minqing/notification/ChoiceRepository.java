package org.minqing.notification;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.minqing.TransactionMemo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units and officers have chosen. */
@Repository
class ChoiceRepository {

    private final JdbcClient jdbc;
    private final TransactionMemo<String, Optional<Choice>> read = new TransactionMemo<>();

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
        return read.get(
                        owner,
                        () -> Optional.of(
                                Optional.ofNullable(select(Set.of(owner)).get(owner))))
                .orElseThrow();
    }

    /** Reads at once what many have chosen who will be asked one by one. */
    void readAhead(Collection<String> owners) {
        Set<String> unknown = read.unknown(owners);
        if (!unknown.isEmpty()) {
            Map<String, Choice> chosen = select(unknown);
            unknown.forEach(owner -> read.put(owner, Optional.ofNullable(chosen.get(owner))));
        }
    }

    private Map<String, Choice> select(Set<String> owners) {
        Map<String, Choice> chosen = new HashMap<>();
        jdbc.sql("select * from notification_choice where owner in (:owners)")
                .param("owners", owners)
                .query(row -> {
                    chosen.put(
                            row.getString("owner"),
                            new Choice(
                                    channels(row.getString("channels")),
                                    time(row.getString("quiet_from")),
                                    time(row.getString("quiet_until")),
                                    Language.valueOf(row.getString("language"))));
                });
        return chosen;
    }

    void save(String owner, Choice choice) {
        read.forget(owner);
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
