package org.minqing.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.appeal.LeftBy;
import org.minqing.appeal.Level;

/** Says in {@code summary.md} what the deadlines would have done. */
final class ReplaySummary {

    private ReplaySummary() {}

    /** @param appeals the levels of each appeal, in the order in which they were entered, never empty */
    static String of(Collection<List<Outcome>> appeals, List<RefusedRow> refused) {
        StringBuilder text = new StringBuilder("# 历史诉求回放\n\n");
        text.append("回放诉求 %d 件，未能读取 %d 行。\n\n".formatted(appeals.size(), refused.size()));
        text.append("| 层级 | 进入 | 办结 | 超期 | 停留时间中位数 | 停留时间第 90 百分位 |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (Level level : Level.values()) {
            level(text, level, appeals);
        }
        text.append("\n“超期”指到期时尚未办结；组团调研层级超期后不再上报，答复到达时计为办结。停留时间只计已离开该层级的诉求。\n\n");
        rates(text, appeals);
        if (!refused.isEmpty()) {
            text.append("\n## 未能读取的行\n\n| 行 | 列 | 原因 |\n| ---: | --- | --- |\n");
            refused.forEach(row -> text.append(
                    "| %d | %s | %s |\n".formatted(row.row(), row.field() == null ? "" : row.field(), row.reason())));
        }
        return text.toString();
    }

    private static void level(StringBuilder text, Level level, Collection<List<Outcome>> appeals) {
        List<Outcome> entered = appeals.stream()
                .flatMap(List::stream)
                .filter(outcome -> outcome.level() == level)
                .toList();
        List<Duration> stays = entered.stream()
                .filter(outcome -> outcome.leftAt() != null)
                .map(outcome -> Duration.between(outcome.enteredAt(), outcome.leftAt()))
                .sorted()
                .toList();
        text.append("| %s | %d | %d | %d | %s | %s |\n"
                .formatted(
                        level.label(),
                        entered.size(),
                        entered.stream()
                                .filter(outcome -> outcome.leftBy() == LeftBy.RESOLVED)
                                .count(),
                        entered.stream().filter(Outcome::isMissed).count(),
                        percentile(stays, 50),
                        percentile(stays, 90)));
    }

    private static void rates(StringBuilder text, Collection<List<Outcome>> appeals) {
        long received = appeals.size();
        long responded =
                appeals.stream().filter(levels -> !levels.get(0).isMissed()).count();
        long resolved = appeals.stream()
                .filter(levels -> levels.get(levels.size() - 1).leftBy() == LeftBy.RESOLVED)
                .count();
        text.append("| 三率 | 数值 | 算法 |\n| --- | ---: | --- |\n");
        text.append("| 响应率 | %s | 首个期限前答复 %d ÷ 收到 %d（历史数据没有认领记录，只计答复） |\n"
                .formatted(rate(responded, received), responded, received));
        text.append("| 解决率 | %s | 已答复 %d ÷ 到期 %d |\n".formatted(rate(resolved, received), resolved, received));
        text.append("| 满意率 | 无 | 历史数据没有评价，全部按未评价计 |\n");
    }

    private static String rate(long part, long whole) {
        return whole == 0 ? "无" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    /** The nearest-rank percentile of sorted durations. */
    static String percentile(List<Duration> sorted, int percent) {
        return sorted.isEmpty() ? "—" : words(sorted.get((sorted.size() * percent + 99) / 100 - 1));
    }

    private static String words(Duration stay) {
        return stay.toDays() > 0
                ? "%d 天 %d 小时".formatted(stay.toDays(), stay.toHoursPart())
                : "%d 小时 %d 分".formatted(stay.toHours(), stay.toMinutesPart());
    }
}
