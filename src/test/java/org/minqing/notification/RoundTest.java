package org.minqing.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a lane is shut, how fast it goes, and when somebody wants to be left alone. */
class RoundTest {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Asia/Shanghai"));

    @Test
    void threeFailuresInARow_shutTheLane() {
        Round round = round(0, 0);
        round.taken(false);
        fail(round, DeliveryFailed.Reach.RECEIVER, 2);
        assertThat(round.isOver()).isFalse();
        fail(round, DeliveryFailed.Reach.RECEIVER, 1);
        assertThat(round.isOver()).isTrue();
        assertThat(round.after().failures()).isEqualTo(1);
        assertThat(round.notBefore()).isBetween(NOW.plusSeconds(24), NOW.plusSeconds(36));
    }

    @Test
    void someFailuresBetweenSuccesses_leaveItOpen() {
        Round round = round(2, 0);
        fail(round, DeliveryFailed.Reach.RECEIVER, 2);
        round.taken(false);
        fail(round, DeliveryFailed.Reach.RECEIVER, 2);
        assertThat(round.after().failures()).isZero();
        assertThat(round.notBefore()).isNull();
    }

    @Test
    void messagesThatAreRefusedForThemselves_doNotShutIt() {
        Round round = round(0, 0);
        fail(round, DeliveryFailed.Reach.MESSAGE, 20);
        assertThat(round.isOver()).isFalse();
        assertThat(round.after().failures()).isZero();
    }

    @Test
    void failingForLong_pausesGrowToAnHour() {
        Round round = round(30, 0);
        fail(round, DeliveryFailed.Reach.RECEIVER, 1);
        assertThat(round.after().failures()).isEqualTo(31);
        assertThat(round.notBefore()).isBetween(NOW.plusSeconds(48 * 60), NOW.plusSeconds(72 * 60));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 1", "20, 5", "60, 15"})
    void rateLimit_allowsABurstAndThenAShare(int perMinute, int burst) {
        Round round = round(0, perMinute);
        int sent = 0;
        while (round.maySend()) {
            sent++;
        }
        assertThat(sent).isEqualTo(burst);
        assertThat(round.notBefore()).isAfter(NOW);
        assertThat(burst + Duration.ofMinutes(1).dividedBy(Duration.between(NOW, round.notBefore())))
                .as("in any minute")
                .isLessThanOrEqualTo(Math.max(perMinute, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-03-02T21:59, 2026-03-02T21:59",
        "22:00, 07:00, 2026-03-02T22:00, 2026-03-03T07:00",
        "22:00, 07:00, 2026-03-03T06:59, 2026-03-03T07:00",
        "22:00, 07:00, 2026-03-03T07:00, 2026-03-03T07:00",
        "12:00, 14:00, 2026-03-03T13:00, 2026-03-03T14:00",
        "12:00, 14:00, 2026-03-03T11:00, 2026-03-03T11:00",
        "12:00, 12:00, 2026-03-03T12:00, 2026-03-03T12:00"
    })
    void quietHours_endWhenTheySay(LocalTime from, LocalTime until, String now, String told) {
        Choice choice = new Choice(List.of(), from, until, Language.ZH);
        assertThat(choice.afterQuiet(local(now))).isEqualTo(local(told));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "'Mon, 02 Mar 2026 02:02:00 GMT', 120",
        "'Mon, 02 Mar 2026 01:00:00 GMT', 0",
        "999999999, 86400",
        "soon, ",
        "-5, "
    })
    void retryAfter_isSecondsOrADate(String value, Long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    private static Round round(int failures, int perMinute) {
        return new Round(
                new Lane("WEBHOOK:1", ChannelKind.WEBHOOK, "420106", null, 1L, failures, null, null, false),
                perMinute,
                CLOCK);
    }

    private static void fail(Round round, DeliveryFailed.Reach reach, int times) {
        for (int i = 0; i < times; i++) {
            round.failed(new DeliveryFailed(reach, "HTTP 500", null));
        }
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }
}
