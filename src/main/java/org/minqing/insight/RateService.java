package org.minqing.insight;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.minqing.Refused;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The three rates of a unit in a period, against the period before and the units beside it, and of which cases. */
@Service
class RateService {

    private static final int PAGE = 50;
    private static final int LONGEST_DAYS = 1100;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final ReachService reaches;
    private final RateRepository figures;
    private final DirectoryService directory;
    private final Clock clock;

    RateService(ReachService reaches, RateRepository figures, DirectoryService directory, Clock clock) {
        this.reaches = reaches;
        this.figures = figures;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @param unitCode null for the caller's own
     * @param from null for the first of this month
     * @param to null for today
     */
    @Transactional(readOnly = true)
    public Rates rates(String unitCode, LocalDate from, LocalDate to) {
        return ratesOf(reaches.figuresOf(reaches.reach(), unitCode), from, to);
    }

    /** The same of any unit, however far the caller himself sees. */
    Rates ratesOf(Unit unit, LocalDate from, LocalDate to) {
        Period period = period(from, to);
        Period before = period.before();
        Map<Rate, RateRepository.Sum> now = figures.sums(unit.code(), period.from(), period.to());
        Map<Rate, RateRepository.Sum> then = figures.sums(unit.code(), before.from(), before.to());
        return new Rates(
                unit.code(),
                unit.name(),
                period.words(),
                before.words(),
                Stream.of(Rate.values())
                        .map(rate -> new Rates.Of(
                                rate.name(),
                                rate.label(),
                                rate.meaning(),
                                now.get(rate).part(),
                                now.get(rate).whole(),
                                now.get(rate).percent(),
                                then.get(rate).percent()))
                        .toList(),
                sisters(unit, period));
    }

    private List<Rates.Sister> sisters(Unit unit, Period period) {
        return unit.parentCode() == null
                ? List.of()
                : figures.below(unit.parentCode(), unit.level(), period.from(), period.to()).entrySet().stream()
                        .map(one -> new Rates.Sister(
                                one.getKey(),
                                one.getValue().name(),
                                one.getKey().equals(unit.code()),
                                Stream.of(Rate.values())
                                        .map(rate ->
                                                one.getValue().sums().get(rate).percent())
                                        .toList()))
                        .toList();
    }

    /** @param met true for those that count for the rate, false for those that count against it, null for all */
    @Transactional(readOnly = true)
    public Rates.Cases cases(Rate rate, String unitCode, LocalDate from, LocalDate to, Boolean met, String after) {
        Unit unit = reaches.figuresOf(reaches.reach(), unitCode);
        Period period = period(from, to);
        List<RateRepository.Case> found =
                figures.cases(rate, unit, period.from(), period.to(), met, cursor(after), PAGE + 1);
        boolean more = found.size() > PAGE;
        List<RateRepository.Case> shown = more ? found.subList(0, PAGE) : found;
        return new Rates.Cases(
                shown.stream()
                        .map(one -> new Rates.Counted(
                                one.number(), one.subject(), one.unit(), DAY.format(one.day()), one.met()))
                        .toList(),
                more ? shown.get(PAGE - 1).day() + "_" + shown.get(PAGE - 1).id() : null);
    }

    private Period period(LocalDate from, LocalDate to) {
        LocalDate today = LocalDate.now(clock);
        LocalDate last = to == null ? today : to;
        LocalDate first = from == null ? last.withDayOfMonth(1) : from;
        if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) > LONGEST_DAYS) {
            throw Refused.invalid("from", "时段应从前到后，最长三年");
        }
        return new Period(first, last);
    }

    private static RateRepository.Case cursor(String after) {
        if (after == null) {
            return null;
        }
        try {
            String[] parts = after.split("_", 2);
            return new RateRepository.Case(
                    Long.parseLong(parts[1]), LocalDate.parse(parts[0]), false, null, null, null);
        } catch (RuntimeException notOurs) {
            throw Refused.invalid("after", "翻页位置无效，请从第一页重新查询");
        }
    }

    /** Both days included. */
    private record Period(LocalDate from, LocalDate to) {

        Period before() {
            return new Period(from.minusDays(ChronoUnit.DAYS.between(from, to) + 1), from.minusDays(1));
        }

        String words() {
            return DAY.format(from) + "至" + DAY.format(to);
        }
    }
}
