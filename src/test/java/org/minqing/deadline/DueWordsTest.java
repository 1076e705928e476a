package org.minqing.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueWordsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final DueWords words = new DueWords(
            Clock.fixed(LocalDateTime.parse("2026-11-22T14:30").atZone(ZONE).toInstant(), ZONE));

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T17:30:00, 11月22日 17:30, 还剩 3 小时",
        "2026-11-22T15:29:59, 11月22日 15:29, 还剩 59 分钟",
        "2026-11-22T14:30:30, 11月22日 14:30, 还剩 不到 1 分钟",
        "2026-11-22T14:30:00, 11月22日 14:30, 已超期 不到 1 分钟",
        "2026-11-24T14:29:59, 11月24日 14:29, 还剩 47 小时",
        "2026-11-24T14:30:00, 11月24日 14:30, 还剩 2 天",
        "2027-01-05T17:30:00, 2027年1月5日 17:30, 还剩 44 天",
        "2026-11-22T11:00:00, 11月22日 11:00, 已超期 3 小时",
        "2026-11-20T14:30:00, 11月20日 14:30, 已超期 2 天"
    })
    void aTime_isSaidAsPeopleSayIt(LocalDateTime due, String time, String left) {
        var instant = due.atZone(ZONE).toInstant();
        assertThat(words.time(instant)).isEqualTo(time);
        assertThat(words.left(instant)).isEqualTo(left);
        assertThat(words.isOverdue(instant)).isEqualTo(left.startsWith("已"));
    }
}
