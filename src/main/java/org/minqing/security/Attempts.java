package org.minqing.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.minqing.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords: after some wrong ones in a row for one name from one address, that address waits
 * longer each time it tries this name. Others who know the password are not kept waiting. Counted in the database, so
 * that a guesser gains nothing from a second node.
 */
@Component
class Attempts {

    static final int FREE = 10;
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final SecurityEvents events;
    private final Clock clock;

    Attempts(JdbcClient jdbc, SecurityEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    boolean mustWait(String address, String name) {
        return jdbc.sql("select failures, last_at from sign_in_failure where guesser = ? and failures >= ?")
                .params(guesser(address, name), FREE)
                .query((row, n) -> Sql.instant(row, "last_at").plus(pause(row.getInt("failures"))))
                .optional()
                .filter(until -> clock.instant().isBefore(until))
                .isPresent();
    }

    void failed(String address, String name) {
        String guesser = guesser(address, name);
        Instant now = clock.instant();
        jdbc.sql("delete from sign_in_failure where last_at < ?")
                .param(Sql.at(now.minus(FORGOTTEN)))
                .update();
        if (!counted(guesser, now)) {
            try {
                jdbc.sql("insert into sign_in_failure (guesser, failures, last_at) values (?, 1, ?)")
                        .params(guesser, Sql.at(now))
                        .update();
            } catch (DuplicateKeyException atTheSameTime) {
                counted(guesser, now);
            }
        }
        int failures = jdbc.sql("select failures from sign_in_failure where guesser = ?")
                .param(guesser)
                .query(Integer.class)
                .optional()
                .orElse(0);
        if (failures >= FREE && Integer.bitCount(failures / FREE) == 1 && failures % FREE == 0) {
            events.guessed(name, address, failures);
        }
    }

    void succeeded(String address, String name) {
        jdbc.sql("delete from sign_in_failure where guesser = ?")
                .param(guesser(address, name))
                .update();
    }

    private boolean counted(String guesser, Instant now) {
        return jdbc.sql("update sign_in_failure set failures = failures + 1, last_at = ? where guesser = ?")
                        .params(Sql.at(now), guesser)
                        .update()
                > 0;
    }

    private static Duration pause(int failures) {
        return Duration.ofSeconds(1L << Math.min(failures - FREE, MOST_DOUBLINGS));
    }

    private static String guesser(String address, String name) {
        return address + ' ' + name;
    }
}
