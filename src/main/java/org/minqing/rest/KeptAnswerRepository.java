package org.minqing.rest;

import static org.minqing.Sql.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code idempotent_call}: by caller and key, for 72 hours. */
@Repository
class KeptAnswerRepository {

    private static final Duration KEPT = Duration.ofHours(72);
    /** After this, a call that commits by itself and has not answered is taken to have died with its node. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    KeptAnswerRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<KeptAnswer> find(String caller, String key) {
        Instant now = clock.instant();
        return jdbc.sql("select * from idempotent_call where caller = ? and call_key = ? and expires_at > ?"
                        + " and (status is not null or started_at > ?)")
                .params(caller, key, at(now), at(now.minus(LONGEST_RUN)))
                .query((row, n) -> new KeptAnswer(
                        row.getString("fingerprint"),
                        row.getObject("status", Integer.class),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getBytes("body"),
                        row.getBoolean("withheld")))
                .optional();
    }

    /**
     * Takes the key for the running transaction. A second call with it waits here until the first is over.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the first has been answered meanwhile
     */
    void begin(String caller, String key, String fingerprint) {
        Instant now = clock.instant();
        jdbc.sql("delete from idempotent_call where caller = ? and call_key = ? and (expires_at <= ?"
                        + " or status is null and started_at <= ?)")
                .params(caller, key, at(now), at(now.minus(LONGEST_RUN)))
                .update();
        jdbc.sql("insert into idempotent_call (caller, call_key, fingerprint, started_at, expires_at, withheld)"
                        + " values (?, ?, ?, ?, ?, false)")
                .params(caller, key, fingerprint, at(now), at(now.plus(KEPT)))
                .update();
    }

    /** @param about the cases of which call and answer may hold words */
    void answered(String caller, String key, KeptAnswer answer, NamedCases about) {
        jdbc.sql("update idempotent_call set status = ?, content_type = ?, location = ?, body = ?, withheld = ?"
                        + " where caller = ? and call_key = ?")
                .params(
                        answer.status(),
                        answer.contentType(),
                        answer.location(),
                        answer.body(),
                        answer.withheld(),
                        caller,
                        key)
                .update();
        int cases = about.isEmpty()
                ? 0
                : jdbc.sql("insert into idempotent_call_case (caller, call_key, appeal_id)"
                                + " select cast(:caller as varchar(64)), cast(:key as varchar(128)), c.id from ("
                                + " select id from appeal where number in (:numbers)"
                                + " union select appeal_id from inbox where task_id in (:tasks)"
                                + " union select appeal_id from ended_task where task_id in (:tasks)) c")
                        .param("caller", caller)
                        .param("key", key)
                        .param("numbers", orNone(about.numbers()))
                        .param("tasks", orNone(about.tasks()))
                        .update();
        if (cases == 0) {
            jdbc.sql("insert into idempotent_call_case (caller, call_key) values (?, ?)")
                    .params(caller, key)
                    .update();
        }
    }

    private static Set<String> orNone(Set<String> names) {
        return names.isEmpty() ? Set.of("") : names;
    }

    /** Leaves of the answers that may hold words of an appeal that the calls were made, and no more. */
    void erase(long appealId) {
        jdbc.sql("update idempotent_call set fingerprint = '', content_type = null, location = null, body = null,"
                        + " withheld = true where (caller, call_key) in ("
                        + " select caller, call_key from idempotent_call_case where appeal_id = ?"
                        + " union all select caller, call_key from idempotent_call_case where appeal_id is null)")
                .param(appealId)
                .update();
        jdbc.sql("delete from idempotent_call_case where appeal_id = ? or appeal_id is null")
                .param(appealId)
                .update();
    }

    void forget(String caller, String key) {
        jdbc.sql("delete from idempotent_call where caller = ? and call_key = ?")
                .params(caller, key)
                .update();
    }

    int purge() {
        return jdbc.sql("delete from idempotent_call where expires_at <= ?")
                .param(at(clock.instant()))
                .update();
    }
}
