package org.minqing.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.minqing.CsvFile;
import org.minqing.ImportReport;
import org.minqing.ImportReport.RefusedRow;
import org.springframework.stereotype.Component;

/**
 * Imports officers. A file adds and changes, it never takes away; who has left stays away. A unit has one first
 * responsible person: whoever comes second is refused, unless the same file says that the first one no longer is
 * (by {@code first_responsible}, or by another unit), wherever in the file that stands.
 */
@Component
class OfficerImport {

    private static final List<String> HEADINGS = List.of("id", "name", "unit_code", "roles");

    private final OfficerRepository officers;
    private final UnitRepository units;

    OfficerImport(OfficerRepository officers, UnitRepository units) {
        this.officers = officers;
        this.units = units;
    }

    /** @param changed what an officer was, and what he is now */
    record Outcome(ImportReport report, List<Officer> added, List<Change> changed) {}

    record Change(Officer before, Officer after) {}

    /** Within the caller's transaction. */
    Outcome run(byte[] csv) {
        Map<String, Officer> before =
                officers.active().stream().collect(Collectors.toMap(Officer::id, Function.identity()));
        Set<String> unitCodes = units.all().stream().map(Unit::code).collect(Collectors.toSet());
        OfficerRows rows = new OfficerRows(unitCodes, new HashSet<>(officers.departed()));
        CsvFile.read(csv, HEADINGS, rows::add);
        List<RefusedRow> refused = new ArrayList<>(rows.refused());
        refused.addAll(refuseSecondFirsts(before, rows.taken()));

        List<Officer> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        int unchanged = 0;
        for (Officer officer : rows.taken().values()) {
            Officer old = before.get(officer.id());
            if (old == null) {
                added.add(officer);
            } else if (old.equals(officer)) {
                unchanged++;
            } else {
                changed.add(new Change(old, officer));
            }
        }
        officers.insert(added);
        officers.update(changed.stream().map(Change::after).toList());
        return new Outcome(new ImportReport(added.size(), changed.size(), unchanged, refused), added, changed);
    }

    /** Takes rows out until every unit has one: whoever is refused stays what he was, and that may refuse another. */
    private static List<RefusedRow> refuseSecondFirsts(Map<String, Officer> before, Map<Integer, Officer> taken) {
        List<RefusedRow> refused = new ArrayList<>();
        boolean settled;
        do {
            settled = true;
            Map<String, String> firsts = new HashMap<>();
            Set<String> inFile = taken.values().stream().map(Officer::id).collect(Collectors.toSet());
            before.values().stream()
                    .filter(officer -> officer.firstResponsible() && !inFile.contains(officer.id()))
                    .forEach(officer -> firsts.put(officer.unitCode(), officer.id()));
            for (Map.Entry<Integer, Officer> row : List.copyOf(taken.entrySet())) {
                Officer officer = row.getValue();
                if (officer.firstResponsible() && firsts.putIfAbsent(officer.unitCode(), officer.id()) != null) {
                    refused.add(new RefusedRow(
                            row.getKey(),
                            "first_responsible",
                            "单位 %s 已有第一责任人 %s，只能有一人".formatted(officer.unitCode(), firsts.get(officer.unitCode()))));
                    taken.remove(row.getKey());
                    settled = false;
                }
            }
        } while (!settled);
        return refused;
    }
}
