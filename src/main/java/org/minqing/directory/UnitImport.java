package org.minqing.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.minqing.CsvFile;
import org.minqing.ImportReport;
import org.springframework.stereotype.Component;

/**
 * Imports units. A file adds and changes, it never takes away. Districts and the city get a dispatch desk
 * ({@code <code>-DISPATCH}); desks that no row asked for are not counted.
 */
@Component
class UnitImport {

    private static final List<String> HEADINGS = List.of("code", "name", "level", "parent_code");
    private static final int NAME_LENGTH = 120;

    private final UnitRepository units;

    UnitImport(UnitRepository units) {
        this.units = units;
    }

    /** @param changes units that are new or changed, those whose way to the root is new included */
    record Outcome(ImportReport report, List<Change> changes) {

        List<Unit> touched() {
            return changes.stream().map(Change::after).toList();
        }
    }

    /** @param before null for a new unit */
    record Change(Unit before, Unit after) {}

    /** Within the caller's transaction. */
    Outcome run(byte[] csv) {
        Map<String, Unit> before = byCode(units.all());
        UnitTree tree = new UnitTree(before.values());
        CsvFile.read(
                csv,
                HEADINGS,
                row -> check(row)
                        .ifPresentOrElse(
                                reason -> tree.refuse(row.number(), row.get("code"), reason.field(), reason.text()),
                                () -> tree.add(unit(row))));
        tree.settle();
        Map<String, Unit> after = new LinkedHashMap<>(before);
        tree.accepted().forEach(unit -> after.put(unit.code(), unit));
        addDesks(before, after);
        List<Unit> touched = new ArrayList<>();
        for (Unit unit : withPaths(after.values())) {
            if (!unit.equals(before.get(unit.code()))) {
                touched.add(unit);
            }
        }
        save(before, touched);
        return new Outcome(
                report(before, tree),
                touched.stream()
                        .map(unit -> new Change(before.get(unit.code()), unit))
                        .toList());
    }

    private record Reason(String field, String text) {}

    private static Optional<Reason> check(CsvFile.Row row) {
        String code = row.get("code");
        String name = row.get("name");
        Optional<UnitLevel> level = UnitLevel.of(row.get("level"));
        if (code.isEmpty()) {
            return Optional.of(new Reason("code", "缺少单位代码"));
        }
        if (level.isEmpty()) {
            return Optional.of(new Reason(
                    "level",
                    "没有层级“%s”，应为 %s".formatted(row.get("level"), java.util.Arrays.toString(UnitLevel.values()))));
        }
        if (!level.get().allowsCode(code)) {
            return Optional.of(new Reason(
                    "code",
                    code.matches("[0-9.]+[eE]\\+?[0-9]+")
                            ? "代码 %s 被表格软件改成了科学计数法，请把该列设为文本".formatted(code)
                            : "%s的代码应为%s，而不是“%s”"
                                    .formatted(level.get().label(), level.get().codeInWords(), code)));
        }
        if (name.isEmpty()) {
            return Optional.of(new Reason("name", "缺少单位名称"));
        }
        if (name.length() > NAME_LENGTH) {
            return Optional.of(new Reason("name", "单位名称不能超过 %d 个字，现有 %d 个字".formatted(NAME_LENGTH, name.length())));
        }
        return Optional.empty();
    }

    private static UnitRow unit(CsvFile.Row row) {
        String parent = row.get("parent_code");
        return new UnitRow(
                row.number(),
                row.get("code"),
                row.get("name"),
                UnitLevel.of(row.get("level")).orElseThrow(),
                parent.isEmpty() ? null : parent);
    }

    private static void addDesks(Map<String, Unit> before, Map<String, Unit> after) {
        for (Unit area : after.values().stream().filter(Unit::hasDesk).toList()) {
            String code = Unit.deskOf(area.code());
            Unit desk = after.get(code);
            Unit old = before.get(area.code());
            boolean namedAfterArea = desk != null && old != null && desk.name().equals(deskName(old));
            if (desk == null || namedAfterArea) {
                after.put(code, new Unit(code, deskName(area), UnitLevel.DISPATCH, area.code(), null));
            }
        }
    }

    private static String deskName(Unit area) {
        return area.name() + UnitLevel.DISPATCH.label();
    }

    /** From the root down, so that each unit comes after the one above it. */
    private static List<Unit> withPaths(Collection<Unit> units) {
        Map<String, List<Unit>> below = new HashMap<>();
        List<Unit> ordered = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.parentCode() == null) {
                ordered.add(unit.withPath("/" + unit.code() + "/"));
            } else {
                below.computeIfAbsent(unit.parentCode(), code -> new ArrayList<>())
                        .add(unit);
            }
        }
        for (int i = 0; i < ordered.size(); i++) {
            Unit parent = ordered.get(i);
            below.getOrDefault(parent.code(), List.of()).stream()
                    .sorted(Comparator.comparing(Unit::code))
                    .forEach(unit -> ordered.add(unit.withPath(parent.path() + unit.code() + "/")));
        }
        return ordered;
    }

    private void save(Map<String, Unit> before, List<Unit> touched) {
        units.insert(touched.stream()
                .filter(unit -> !before.containsKey(unit.code()))
                .toList());
        List<Unit> changed =
                touched.stream().filter(unit -> before.containsKey(unit.code())).toList();
        units.update(changed);
        units.moveCases(changed.stream()
                .map(unit -> new UnitRepository.Moved(before.get(unit.code()).path(), unit.path()))
                .filter(unit -> !unit.oldPath().equals(unit.newPath()))
                .toList());
    }

    private static ImportReport report(Map<String, Unit> before, UnitTree tree) {
        int added = 0;
        int changed = 0;
        int unchanged = 0;
        for (Unit unit : tree.accepted()) {
            Unit old = before.get(unit.code());
            if (old == null) {
                added++;
            } else if (unit.withPath(old.path()).equals(old)) {
                unchanged++;
            } else {
                changed++;
            }
        }
        return new ImportReport(added, changed, unchanged, tree.refused());
    }

    private static Map<String, Unit> byCode(List<Unit> units) {
        return units.stream()
                .collect(Collectors.toMap(
                        Unit::code, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }
}
