package org.minqing.triage;

import static java.util.stream.Collectors.toCollection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.triage.Gazetteer.Mention;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the deepest unit that an appeal's own words prove. The longest name wins; a unit named right before must agree;
 * what can mean several units proves only what they have in common. Level by level from the district down, and on each
 * level the place field speaks before the subject and the subject before the text; official names speak before short
 * forms.
 */
@Component
class PlaceMatcher {

    private final JdbcClient jdbc;
    private final Fresh<Gazetteer> gazetteer;

    PlaceMatcher(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.gazetteer = new Fresh<>(this::fingerprint, () -> new Gazetteer(territory()));
    }

    /**
     * @param given what is known already; the result is this unit or one below it
     * @param place the place field; may be null
     */
    Unit place(Unit given, String place, String subject, String text) {
        return place(gazetteer.get(), given, place, subject, text);
    }

    static Unit place(Gazetteer gazetteer, Unit given, String place, String subject, String text) {
        List<List<Mention>> fields =
                Stream.of(place, subject, text).map(gazetteer::mentions).toList();
        Set<Unit> districts = named(fields, UnitLevel.DISTRICT);
        Unit proven = given;
        for (UnitLevel level : List.of(UnitLevel.STREET, UnitLevel.COMMUNITY, UnitLevel.GRID)) {
            if (level == UnitLevel.GRID && proven.level() != UnitLevel.COMMUNITY) {
                break; // every community may have its "first grid"
            }
            Unit deeper = deepen(gazetteer, proven, fields, level, districts);
            if (deeper != null) {
                proven = deeper;
            }
        }
        return proven.level() == UnitLevel.CITY ? district(gazetteer, proven, fields) : proven;
    }

    /** What the mentions of one level prove below a unit; null for nothing. */
    private static Unit deepen(
            Gazetteer gazetteer, Unit within, List<List<Mention>> fields, UnitLevel level, Set<Unit> districts) {
        for (boolean officialOnly : level == UnitLevel.STREET ? List.of(true, false) : List.of(false)) {
            for (List<Mention> field : fields) {
                Set<Unit> meant = new LinkedHashSet<>();
                for (Mention mention : field) {
                    if (mention.official() || !officialOnly) {
                        meant.addAll(meant(gazetteer, within, mention, level, districts));
                    }
                }
                if (!meant.isEmpty()) {
                    return gazetteer.common(meant);
                }
            }
        }
        return null;
    }

    private static Set<Unit> meant(
            Gazetteer gazetteer, Unit within, Mention mention, UnitLevel level, Set<Unit> districts) {
        Set<Unit> all = mention.units().stream()
                .filter(unit -> unit.level() == level && unit.isAtOrBelow(within))
                .collect(toCollection(LinkedHashSet::new));
        Set<Unit> inNamed = all.stream()
                .filter(unit -> districts.stream().anyMatch(unit::isAtOrBelow))
                .collect(toCollection(LinkedHashSet::new));
        boolean districtDecides = !districts.isEmpty()
                && within.level() == UnitLevel.CITY
                && (all.size() > 1 || level != UnitLevel.STREET);
        Set<Unit> possible = districtDecides ? inNamed : all;
        return possible.size() > 1 ? Set.of(gazetteer.common(possible)) : possible;
    }

    /** The one district of the first field that names any; where that names several, what they have in common. */
    private static Unit district(Gazetteer gazetteer, Unit city, List<List<Mention>> fields) {
        for (List<Mention> field : fields) {
            Set<Unit> named = named(List.of(field), UnitLevel.DISTRICT);
            if (!named.isEmpty()) {
                return gazetteer.common(named);
            }
        }
        return city;
    }

    private static Set<Unit> named(List<List<Mention>> fields, UnitLevel level) {
        return fields.stream()
                .flatMap(List::stream)
                .flatMap(mention -> mention.units().stream())
                .filter(unit -> unit.level() == level)
                .collect(toCollection(LinkedHashSet::new));
    }

    private String fingerprint() {
        return jdbc.sql("select count(*) as units, coalesce(sum(char_length(name)), 0) as characters,"
                        + " coalesce(max(code), '') as last_code, coalesce(max(name), '') as last_name from unit")
                .query()
                .singleRow()
                .toString();
    }

    private List<Unit> territory() {
        return jdbc.sql("select code, name, level, parent_code, path from unit"
                        + " where level in ('CITY', 'DISTRICT', 'STREET', 'COMMUNITY', 'GRID') order by code")
                .query((row, n) -> new Unit(
                        row.getString("code"),
                        row.getString("name"),
                        UnitLevel.valueOf(row.getString("level")),
                        row.getString("parent_code"),
                        row.getString("path")))
                .list();
    }
}
