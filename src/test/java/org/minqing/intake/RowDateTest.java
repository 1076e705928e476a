package org.minqing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowDateTest {

    @ParameterizedTest
    @CsvSource({
        "2019/11/22 16:54:42, 2019-11-22T08:54:42Z",
        "2019/2/4 6:05, 2019-02-03T22:05:00Z",
        "2019-11-22T16:54:42, 2019-11-22T08:54:42Z",
        "2019-11-22T16:54:42.123, 2019-11-22T08:54:42Z",
        "2019-11-22T16:54:42Z, 2019-11-22T16:54:42Z",
        "2019-11-22T16:54:42+08:00, 2019-11-22T08:54:42Z",
        "2019-11-22, 2019-11-21T16:00:00Z",
        "2019年11月22日, 2019-11-21T16:00:00Z",
        "2019年11月22日 16时54分42秒, 2019-11-22T08:54:42Z",
        "2019/11/22 下午 4:54:42, 2019-11-22T08:54:42Z",
        "2019/11/22 上午 12:54, 2019-11-21T16:54:00Z",
        "20191122165442, 2019-11-22T08:54:42Z",
        "20191122, 2019-11-21T16:00:00Z",
        "43791.7046527778, 2019-11-22T08:54:42Z",
        "２０１９／１１／２２, 2019-11-21T16:00:00Z",
    })
    void dateAsExportsWriteIt_isRead(String written, Instant expected) {
        assertThat(RowDate.parse(written)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"昨天", "2019-02-30", "2019/13/1", "11/22/2019", "2019-11-22 25:00:00", "12", "2019", "0", "-"})
    void noDate_isNotGuessed(String written) {
        assertThat(RowDate.parse(written)).isEmpty();
    }
}
