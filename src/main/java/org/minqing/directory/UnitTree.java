package org.minqing.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.minqing.ImportReport.RefusedRow;

/**
 * Puts rows of a file onto the tree of units that exists. A row is taken when the unit above it stands there or is
 * taken itself, wherever in the file it is, and is of a level that may stand above. What is refused leaves the tree as
 * it was. A unit keeps its level, and the levels' order keeps every accepted tree free of loops; loops in the file are looked for first, so that
 * they can be named.
 */
class UnitTree {

    private final Map<String, Unit> existing;
    private final Map<String, UnitRow> rows = new LinkedHashMap<>();
    private final Map<String, Unit> accepted = new LinkedHashMap<>();
    private final Map<String, Integer> refusedAt = new HashMap<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private String root;

    UnitTree(Collection<Unit> existing) {
        this.existing = existing.stream().collect(Collectors.toMap(Unit::code, unit -> unit));
        this.root = existing.stream()
                .filter(unit -> unit.parentCode() == null)
                .map(Unit::code)
                .findFirst()
                .orElse(null);
    }

    void add(UnitRow row) {
        UnitRow first = rows.putIfAbsent(row.code(), row);
        if (first != null) {
            refused.add(new RefusedRow(row.number(), "code", "代码 %s 与第 %d 行重复".formatted(row.code(), first.number())));
        }
    }

    /** A row that cannot be read; the rows below it say so. */
    void refuse(int number, String code, String field, String reason) {
        refused.add(new RefusedRow(number, field, reason));
        refusedAt.putIfAbsent(code, number);
    }

    void settle() {
        Set<String> inLoop = refuseLoops();
        Map<String, List<UnitRow>> below = new HashMap<>();
        Deque<UnitRow> next = new ArrayDeque<>();
        for (UnitRow row : rows.values()) {
            if (!inLoop.contains(row.code())) {
                if (rows.containsKey(row.parentCode()) && !inLoop.contains(row.parentCode())) {
                    below.computeIfAbsent(row.parentCode(), code -> new ArrayList<>())
                            .add(row);
                } else {
                    next.add(row);
                }
            }
        }
        while (!next.isEmpty()) {
            UnitRow row = next.remove();
            place(row);
            next.addAll(below.getOrDefault(row.code(), List.of()));
        }
    }

    Collection<Unit> accepted() {
        return accepted.values();
    }

    List<RefusedRow> refused() {
        return refused;
    }

    private Set<String> refuseLoops() {
        Set<String> inLoop = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (String start : rows.keySet()) {
            Set<String> way = new LinkedHashSet<>();
            String code = start;
            while (code != null && !seen.contains(code) && way.add(code)) {
                code = above(code);
            }
            if (code != null && way.contains(code)) {
                List<String> loop = way.stream().toList();
                loop = loop.subList(loop.indexOf(code), loop.size());
                for (String member : loop) {
                    if (rows.containsKey(member)) {
                        refuse(rows.get(member), "parent_code", "上级关系成环：" + String.join(" → ", loop) + " → " + code);
                        inLoop.add(member);
                    }
                }
            }
            seen.addAll(way);
        }
        return inLoop;
    }

    private String above(String code) {
        if (rows.containsKey(code)) {
            return rows.get(code).parentCode();
        }
        return existing.containsKey(code) ? existing.get(code).parentCode() : null;
    }

    private void place(UnitRow row) {
        Unit parent = row.parentCode() == null ? null : unit(row.parentCode());
        Unit old = existing.get(row.code());
        if (old != null && old.level() != row.level()) {
            refuse(
                    row,
                    "level",
                    "单位 %s 已是%s，不能改为%s"
                            .formatted(
                                    row.code(), old.level().label(), row.level().label()));
        } else if (row.level() == UnitLevel.CITY) {
            if (row.parentCode() != null) {
                refuse(row, "parent_code", "市是最高一级，不能有上级单位");
            } else if (root != null && !root.equals(row.code())) {
                refuse(
                        row,
                        "code",
                        "目录中已有市级单位 %s（%s），不能再有第二个".formatted(root, unit(root).name()));
            } else {
                root = row.code();
                accept(row);
            }
        } else if (row.parentCode() == null) {
            refuse(row, "parent_code", "缺少上级单位代码");
        } else if (parent == null) {
            Integer at = refusedAt.get(row.parentCode());
            refuse(
                    row,
                    "parent_code",
                    at == null
                            ? "目录和本文件中都没有上级单位 " + row.parentCode()
                            : "上级单位 %s（第 %d 行）未能导入".formatted(row.parentCode(), at));
        } else if (!row.level().parents().contains(parent.level())) {
            refuse(
                    row,
                    "parent_code",
                    "%s的上级应是%s，而 %s（%s）是%s"
                            .formatted(
                                    row.level().label(),
                                    row.level().parents().stream()
                                            .map(UnitLevel::label)
                                            .collect(Collectors.joining("或")),
                                    parent.code(),
                                    parent.name(),
                                    parent.level().label()));
        } else if (row.level().worksForArea() && !row.code().startsWith(parent.code() + "-")) {
            refuse(row, "code", "%s的代码应以“%s-”开头".formatted(row.level().label(), parent.code()));
        } else if ((row.level() == UnitLevel.DISPATCH) != row.code().equals(Unit.deskOf(row.parentCode()))) {
            refuse(row, "code", "代码 %s 只用于该区域的派单中心".formatted(Unit.deskOf(row.parentCode())));
        } else {
            accept(row);
        }
    }

    private void accept(UnitRow row) {
        accepted.put(row.code(), new Unit(row.code(), row.name(), row.level(), row.parentCode(), null));
    }

    private void refuse(UnitRow row, String field, String reason) {
        refuse(row.number(), row.code(), field, reason);
    }

    private Unit unit(String code) {
        return accepted.getOrDefault(code, existing.get(code));
    }
}
