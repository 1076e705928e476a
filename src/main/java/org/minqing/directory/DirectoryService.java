package org.minqing.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.minqing.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Looks units and officers up. */
@Service
public class DirectoryService {

    /** Condition on {@code officer o}: none of {@link Role#SEPARATED}, who see no case and hold no task. */
    public static final String WORKS_ON_CASES = Role.SEPARATED.stream()
            .map(role -> "o.roles not like '%" + role.name() + "%'")
            .collect(Collectors.joining(" and ", "(", ")"));

    static final RowMapper<Unit> UNIT = (row, n) -> new Unit(
            row.getString("code"),
            row.getString("name"),
            UnitLevel.valueOf(row.getString("level")),
            row.getString("parent_code"),
            row.getString("path"));

    static final RowMapper<Officer> OFFICER = (row, n) -> new Officer(
            row.getString("id"),
            row.getString("name"),
            row.getString("unit_code"),
            roles(row.getString("roles")),
            row.getString("email"),
            row.getBoolean("first_responsible"));

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryService.class);

    private final JdbcClient jdbc;
    private final UnitChains units;
    private final OfficerRepository officers;
    private final StandIns standIns;

    DirectoryService(JdbcClient jdbc, UnitChains units, OfficerRepository officers, StandIns standIns) {
        this.officers = officers;
        this.jdbc = jdbc;
        this.units = units;
        this.standIns = standIns;
    }

    public Optional<Unit> find(String code) {
        return units.find(code);
    }

    /** @throws Refused 404 when there is no such unit */
    public Unit require(String code) {
        return find(code).orElseThrow(() -> Refused.notFound("没有代码为 %s 的单位".formatted(code)));
    }

    /** The city at the root of the tree. */
    public Unit city() {
        return units.root().orElseThrow(() -> Refused.notFound("尚未导入单位目录"));
    }

    /** The unit itself or the nearest one above it that is of this level. */
    public Optional<Unit> ancestor(Unit unit, UnitLevel level) {
        Unit current = unit;
        while (current.level() != level) {
            if (current.parentCode() == null) {
                return Optional.empty();
            }
            current = require(current.parentCode());
        }
        return Optional.of(current);
    }

    /** The dispatch desk of the unit's district, or of the city where it belongs to no district. */
    public Unit dispatchDesk(Unit unit) {
        Unit area = ancestor(unit, UnitLevel.DISTRICT).orElseGet(this::city);
        return require(deskCode(area));
    }

    private static String deskCode(Unit area) {
        return area.code() + "-DISPATCH";
    }

    /** The district of a unit, or the city where it belongs to no district. */
    public Unit district(Unit unit) {
        return ancestor(unit, UnitLevel.DISTRICT).orElseGet(this::city);
    }

    /** Who decides on this unit's requests: its parent; at the root, itself. */
    public Unit above(Unit unit) {
        return unit.parentCode() == null ? unit : require(unit.parentCode());
    }

    /** The department of an area that answers for a function, e.g. area 420106 and function CG. */
    public Optional<Unit> department(Unit area, String function) {
        return find(area.code() + "-" + function);
    }

    /** Units of one level directly below a unit, by code. */
    public List<Unit> children(String parentCode, UnitLevel level) {
        return jdbc.sql("select code, name, level, parent_code, path from unit"
                        + " where parent_code = :parent and level = :level order by code")
                .param("parent", parentCode)
                .param("level", level.name())
                .query(UNIT)
                .list();
    }

    /** Everything directly below a unit, by code. */
    public List<Unit> children(String parentCode) {
        return jdbc.sql(
                        "select code, name, level, parent_code, path from unit where parent_code = :parent order by code")
                .param("parent", parentCode)
                .query(UNIT)
                .list();
    }

    /**
     * Who is to be told when something is up with a unit: its first responsible person, or who stands in for him, else
     * its other officers who are there, else the same of the unit above; at the end the dispatch desk of the district,
     * then the city's. Nobody there at all: the city's desk although away, else the administrators.
     */
    public List<Officer> recipients(Unit unit) {
        for (Unit holder : upwards(unit)) {
            List<Officer> there = standIns.present(officers(holder.code()));
            if (!there.isEmpty()) {
                return there;
            }
        }
        List<Officer> last = officers(dispatchDesk(city()).code());
        List<Officer> fallback = last.isEmpty() ? withRole(Role.SYSTEM_ADMIN) : last;
        LOG.warn(
                "nobody is there for unit {} nor at a dispatch desk: {} officers told instead",
                unit.code(),
                fallback.size());
        return fallback;
    }

    /** The unit, what is above it below the district, the district's desk, the city's desk. */
    private List<Unit> upwards(Unit unit) {
        List<Unit> way = new ArrayList<>();
        way.add(unit);
        for (Unit above = above(unit); !above.hasDesk(); above = above(above)) {
            way.add(above);
        }
        way.add(dispatchDesk(unit));
        way.add(dispatchDesk(city()));
        return way;
    }

    private List<Officer> withRole(Role role) {
        return jdbc.sql("select * from officer where roles like :role and state = 'ACTIVE' order by id")
                .param("role", "%" + role.name() + "%")
                .query(OFFICER)
                .list();
    }

    /** Somebody who acts for a unit: a person, or the unit's own system. */
    public Optional<Officer> officer(String id) {
        return jdbc.sql("select * from officer where id = :id and state in ('ACTIVE', 'SYSTEM')")
                .param("id", id)
                .query(OFFICER)
                .optional();
    }

    /** The unit's active officers who work on cases, the first responsible one first. */
    public List<Officer> officers(String unitCode) {
        return officers.working(unitCode);
    }

    /** Reads many units at once that will be asked for one by one in this transaction, with all above them. */
    public void readAhead(Collection<String> unitCodes) {
        units.readAhead(unitCodes);
    }

    /** The same for all who may be told when something is up with these units. @return the codes of those units */
    public Set<String> readRecipientsAhead(Collection<String> unitCodes) {
        units.readAhead(unitCodes);
        List<Unit> asked =
                unitCodes.stream().map(this::find).flatMap(Optional::stream).toList();
        Set<String> desks = asked.stream().map(unit -> deskCode(district(unit))).collect(Collectors.toSet());
        if (!asked.isEmpty()) {
            desks.add(deskCode(city()));
        }
        units.readAhead(desks);
        Set<String> all = new TreeSet<>();
        asked.forEach(unit -> upwards(unit).forEach(holder -> all.add(holder.code())));
        asked.forEach(unit -> all.add(above(unit).code()));
        officers.readAhead(all);
        return all;
    }

    public boolean hasOfficers(String unitCode) {
        return units.isStaffed(unitCode);
    }

    static Set<Role> roles(String text) {
        return text.isBlank()
                ? EnumSet.noneOf(Role.class)
                : Arrays.stream(text.split(","))
                        .map(Role::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
