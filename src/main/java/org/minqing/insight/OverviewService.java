package org.minqing.insight;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.minqing.appeal.Level;
import org.minqing.deadline.DueWords;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts the first page together from the kept figures; only the oldest cases are looked up. */
@Service
class OverviewService {

    private static final int TREND_DAYS = 30;
    private static final int BUSIEST = 10;
    private static final int OLDEST = 8;
    private static final Map<Level, String> ON_THE_MAP = Map.of(
            Level.GRID, "callActivity_gridLevel",
            Level.COMMUNITY, "callActivity_communityLevel",
            Level.STREET, "callActivity_streetLevel",
            Level.JOINT, "callActivity_jointResearch");

    private final ReachService reaches;
    private final OverviewRepository figures;
    private final DueWords words;
    private final Clock clock;

    OverviewService(ReachService reaches, OverviewRepository figures, DueWords words, Clock clock) {
        this.reaches = reaches;
        this.figures = figures;
        this.words = words;
        this.clock = clock;
    }

    static String onTheMap(Level level) {
        return ON_THE_MAP.get(level);
    }

    @Transactional(readOnly = true)
    public Overview overview() {
        Reach reach = reaches.reach();
        String unit = reach.unit().code();
        LocalDate today = LocalDate.now(clock);
        Map<String, OverviewRepository.Standing> stages = figures.standing(unit);
        Map<LocalDate, OverviewRepository.Day> days = figures.days(unit, today.minusDays(TREND_DAYS - 1L), today);
        OverviewRepository.Day now = days.getOrDefault(today, OverviewRepository.Day.NONE);
        OverviewRepository.Standing closing =
                stages.getOrDefault(CountedCase.CLOSING, OverviewRepository.Standing.NONE);
        return new Overview(
                unit,
                reach.unit().name(),
                sum(stages, true) - closing.cases(),
                now.received(),
                now.openDue(),
                sum(stages, false),
                closing.cases(),
                Stream.of(Level.values()).map(level -> at(level, stages)).toList(),
                IntStream.rangeClosed(1 - TREND_DAYS, 0)
                        .mapToObj(today::plusDays)
                        .map(day -> day(day, days))
                        .toList(),
                figures.busiest(unit, BUSIEST),
                reach.area() == null ? List.of() : oldest(reach));
    }

    private List<Overview.Old> oldest(Reach reach) {
        return figures.oldest(reach.area(), OLDEST).stream()
                .map(one -> new Overview.Old(
                        one.number(),
                        one.subject(),
                        one.unit(),
                        words.time(one.receivedAt()),
                        words.left(one.dueAt()),
                        words.isOverdue(one.dueAt())))
                .toList();
    }

    private static long sum(Map<String, OverviewRepository.Standing> stages, boolean cases) {
        return stages.values().stream()
                .mapToLong(cases ? OverviewRepository.Standing::cases : OverviewRepository.Standing::overdue)
                .sum();
    }

    private static Overview.AtLevel at(Level level, Map<String, OverviewRepository.Standing> stages) {
        OverviewRepository.Standing standing = stages.getOrDefault(level.name(), OverviewRepository.Standing.NONE);
        return new Overview.AtLevel(level.label(), onTheMap(level), standing.cases(), standing.overdue());
    }

    private static Overview.Day day(LocalDate day, Map<LocalDate, OverviewRepository.Day> days) {
        OverviewRepository.Day figure = days.getOrDefault(day, OverviewRepository.Day.NONE);
        return new Overview.Day(
                "%d月%d日".formatted(day.getMonthValue(), day.getDayOfMonth()), figure.received(), figure.answered());
    }
}
