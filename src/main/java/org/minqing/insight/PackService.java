package org.minqing.insight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.pjfanning.xlsx.StreamingReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.minqing.Worksheet;
import org.minqing.deadline.DueWords;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.security.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together how an area stands after a month: the kept figures, the three lists, and what stands out. */
@Service
public class PackService {

    private static final int PAGE = 500;
    private static final int SHOWN = 30;
    private static final int MOST_IN_WORKBOOK = 20_000;
    private static final Map<CaseList, String> MEANT =
            Map.of(CaseList.PROBLEMS, "办理中", CaseList.TASKS, "办理中", CaseList.EFFECTS, "当月答复");

    private final CaseListService lists;
    private final RateService rates;
    private final RateRepository sums;
    private final OverviewRepository figures;
    private final PackRepository rows;
    private final DueWords words;
    private final ObjectMapper json;
    private final Clock clock;

    PackService(
            CaseListService lists,
            RateService rates,
            RateRepository sums,
            OverviewRepository figures,
            PackRepository rows,
            DueWords words,
            ObjectMapper json,
            Clock clock) {
        this.lists = lists;
        this.rates = rates;
        this.sums = sums;
        this.figures = figures;
        this.rows = rows;
        this.words = words;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param json as screens show it: {@code area, period, collectedAt, tables[title, headings, rows, numbered, rest]}
     * @param workbook the same as a workbook, with the whole lists
     */
    public record Collected(String json, byte[] workbook) {}

    /** However far the caller himself sees. */
    @Transactional(readOnly = true)
    public Collected collect(Unit area, YearMonth month) {
        Reach reach = new Reach(new Scope(true, "", "", ""), area, area);
        LocalDate first = month.atDay(1);
        LocalDate last = month.atEndOfMonth();
        Instant from = first.atStartOfDay(clock.getZone()).toInstant();
        Instant to = last.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        List<Pack.Table> tables = new ArrayList<>();
        try (Worksheet workbook = new Worksheet("总体情况")) {
            Pack.Table standing = standing(area, first, last);
            tables.add(standing);
            fill(workbook, standing);
            for (Pack.Table table : List.of(
                    rates(area, first, last),
                    streets(area, first, last),
                    table("办理时间最长", List.of("编号", "问题", "责任单位", "收到时间", "办理期限"), rows.longest(area), true),
                    table("反映最多", List.of("类别", "街道", "当月件数"), rows.repeated(area, from, to), false),
                    table("存在争议", List.of("编号", "问题", "责任单位", "争议情况", "办理期限"), rows.disputed(area, from), true))) {
                tables.add(table);
                workbook.next(table.title());
                fill(workbook, table);
            }
            for (CaseList list : CaseList.values()) {
                CaseFilter filter = list == CaseList.EFFECTS
                        ? new CaseFilter(null, null, null, null, first, last, null)
                        : CaseFilter.NONE;
                workbook.next(list.title());
                tables.add(list(workbook, list, reach, filter));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            Pack pack = new Pack(
                    area.name(),
                    "%d年%d月".formatted(month.getYear(), month.getMonthValue()),
                    words.time(clock.instant()),
                    tables);
            return new Collected(written(pack), bytes.toByteArray());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** Whether a workbook of a pack has a row about this appeal. */
    public boolean holds(byte[] workbook, String number) {
        try (Workbook read = StreamingReader.builder().open(new ByteArrayInputStream(workbook))) {
            for (Sheet sheet : read) {
                for (Row row : sheet) {
                    if (row.getCell(0) != null && number.equals(row.getCell(0).getStringCellValue())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** A pack without what it says of this appeal; its number and place in the tables stay. */
    public String without(String pack, String number) {
        Pack before = read(pack);
        return written(new Pack(
                before.area(),
                before.period(),
                before.collectedAt(),
                before.tables().stream()
                        .map(table -> new Pack.Table(
                                table.title(),
                                table.headings(),
                                table.rows().stream()
                                        .map(row -> row.get(0).equals(number) ? List.<Object>of(number, "已删除") : row)
                                        .toList(),
                                table.numbered(),
                                table.rest()))
                        .toList()));
    }

    /** A workbook of what a pack shows. */
    public byte[] workbook(String pack) {
        try (Worksheet workbook = new Worksheet("说明")) {
            Pack shown = read(pack);
            workbook.headings(List.of(shown.area() + " " + shown.period()));
            for (Pack.Table table : shown.tables()) {
                workbook.next(table.title());
                fill(workbook, table);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private Pack read(String pack) {
        try {
            return json.readValue(pack, Pack.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }

    private Pack.Table standing(Unit area, LocalDate first, LocalDate last) {
        Map<String, OverviewRepository.Standing> stages = figures.standing(area.code());
        OverviewRepository.Standing closing =
                stages.getOrDefault(CountedCase.CLOSING, OverviewRepository.Standing.NONE);
        long all = stages.values().stream()
                .mapToLong(OverviewRepository.Standing::cases)
                .sum();
        long overdue = stages.values().stream()
                .mapToLong(OverviewRepository.Standing::overdue)
                .sum();
        var days = figures.days(area.code(), first, last).values();
        return table(
                "总体情况",
                List.of("指标", "件数"),
                List.of(
                        List.of(
                                "当月收到",
                                days.stream()
                                        .mapToLong(OverviewRepository.Day::received)
                                        .sum()),
                        List.of(
                                "当月答复",
                                days.stream()
                                        .mapToLong(OverviewRepository.Day::answered)
                                        .sum()),
                        List.of("目前办理中", all - closing.cases()),
                        List.of("其中已超期", overdue),
                        List.of("目前待回访", closing.cases())),
                false);
    }

    private Pack.Table rates(Unit area, LocalDate first, LocalDate last) {
        return table(
                "三率",
                List.of("指标", "当月", "计入", "总数", "上期", "怎样计算"),
                rates.ratesOf(area, first, last).rates().stream()
                        .map(of -> List.<Object>of(
                                of.label(),
                                percent(of.percent()),
                                of.part(),
                                of.whole(),
                                percent(of.percentBefore()),
                                of.meaning()))
                        .toList(),
                false);
    }

    private Pack.Table streets(Unit area, LocalDate first, LocalDate last) {
        List<List<Object>> lines = sums.below(area.code(), UnitLevel.STREET, first, last).values().stream()
                .map(street -> {
                    List<Object> line = new ArrayList<>(List.of(street.name()));
                    Stream.of(Rate.values())
                            .forEach(rate ->
                                    line.add(percent(street.sums().get(rate).percent())));
                    return line;
                })
                .toList();
        List<String> headings = new ArrayList<>(List.of("街道"));
        Stream.of(Rate.values()).map(Rate::label).forEach(headings::add);
        return table("各街道三率", headings, lines, false);
    }

    /** Written whole as far as a workbook may be long; its beginning is shown. */
    private Pack.Table list(Worksheet workbook, CaseList list, Reach reach, CaseFilter filter) {
        workbook.headings(list.headings());
        List<List<Object>> shown = new ArrayList<>();
        String after = null;
        do {
            CasePage page = lists.page(list, reach, filter, after, PAGE);
            for (CasePage.Line line : page.rows()) {
                workbook.row(line.cells());
                if (shown.size() < SHOWN) {
                    shown.add(line.cells());
                }
            }
            after = workbook.size() > MOST_IN_WORKBOOK ? null : page.next();
            if (after == null && page.next() != null) {
                workbook.row(List.of("其余见“三张清单”"));
            }
        } while (after != null);
        int all = workbook.size() - 1;
        return new Pack.Table(
                list.title() + "（" + MEANT.get(list) + "）",
                list.headings(),
                shown,
                true,
                all > shown.size() ? "共 %d 件，这里是前 %d 件，其余见 Excel。".formatted(all, shown.size()) : null);
    }

    private static void fill(Worksheet workbook, Pack.Table table) {
        workbook.headings(table.headings());
        table.rows().forEach(workbook::row);
    }

    private static Pack.Table table(String title, List<String> headings, List<List<Object>> rows, boolean numbered) {
        return new Pack.Table(title, headings, rows, numbered, null);
    }

    private static String percent(Double value) {
        return value == null ? "暂无" : value + "%";
    }

    private String written(Pack pack) {
        try {
            return json.writeValueAsString(pack);
        } catch (JsonProcessingException ownRecord) {
            throw new IllegalStateException(ownRecord);
        }
    }
}
