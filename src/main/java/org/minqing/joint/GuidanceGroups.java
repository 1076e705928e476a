package org.minqing.joint;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.minqing.Refused;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Role;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Caller;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which areas each guidance group (指导组) answers for; a group without any answers for all of its district or city. */
@Component
class GuidanceGroups {

    private static final Set<String> MAY_ASSIGN = Set.of(Role.LEADER.groupId(), Role.DISPATCHER.groupId());

    private final JdbcClient jdbc;
    private final DirectoryService directory;
    private final AccessRule access;
    private final Caller caller;

    GuidanceGroups(JdbcClient jdbc, DirectoryService directory, AccessRule access, Caller caller) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.access = access;
        this.caller = caller;
    }

    /** The groups of a district or of the city that answer for a place: those that it was given to come first. */
    List<Unit> of(Unit area, Unit place) {
        return jdbc
                .sql("""
                        select u.code, max(length(a.path)) as depth from unit u
                        left join guidance_area g on g.group_code = u.code
                        left join unit a on a.code = g.area_code
                        where u.parent_code = :area and u.level = 'GUIDANCE_GROUP'
                          and (g.group_code is null or :place like a.path || '%' or a.path like :place || '%')
                        group by u.code order by coalesce(max(length(a.path)), 0) desc, u.code""")
                .param("area", area.code())
                .param("place", place.path())
                .query((row, n) -> row.getString("code"))
                .list()
                .stream()
                .map(directory::require)
                .toList();
    }

    /** @throws Refused when the group answers for other areas only */
    void requireAnswersFor(Unit group, Unit place) {
        if (group.level() == UnitLevel.GUIDANCE_GROUP
                && of(directory.above(group), place).stream()
                        .noneMatch(one -> one.code().equals(group.code()))) {
            throw Refused.invalid("guidanceGroup", "%s不负责%s，请填写负责该处的指导组".formatted(group.name(), place.name()));
        }
    }

    /** The groups of the caller's district and those of the city; all where he sees everything. */
    @Transactional(readOnly = true)
    List<GuidanceGroup> groups() {
        Scope scope = access.scope();
        String area = scope.everything() || scope.unitCode().isEmpty()
                ? "/"
                : directory.district(directory.require(scope.unitCode())).path();
        boolean mayAssign = !Collections.disjoint(MAY_ASSIGN, caller.groups());
        return jdbc
                .sql("""
                        select u.code, u.name, p.name as whole, p.path from unit u join unit p on p.code = u.parent_code
                        where u.level = 'GUIDANCE_GROUP' and (p.path like :area || '%' or :area like p.path || '%')
                        order by p.path desc, u.code""")
                .param("area", area)
                .query((row, n) -> new GuidanceGroup(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("whole"),
                        mayAssign && access.answersFor(row.getString("path")),
                        List.of()))
                .list()
                .stream()
                .map(group -> new GuidanceGroup(
                        group.code(), group.name(), group.of(), group.mayAssign(), named(areas(group.code()))))
                .toList();
    }

    private List<GuidanceGroup.Area> named(List<String> codes) {
        return codes.stream()
                .map(code ->
                        new GuidanceGroup.Area(code, directory.require(code).name()))
                .toList();
    }

    /** Codes of the areas that a group was given, in order. */
    List<String> areas(String groupCode) {
        return jdbc.sql("select area_code from guidance_area where group_code = ? order by area_code")
                .param(groupCode)
                .query(String.class)
                .list();
    }

    /**
     * Gives a group these areas and no others.
     *
     * @throws Refused when it is no guidance group, an area is not within its district or city, or the caller is
     *     neither its leader nor its dispatcher
     */
    @Transactional
    List<String> assign(String groupCode, Collection<String> areaCodes) {
        if (caller.id().isPresent() && Collections.disjoint(MAY_ASSIGN, caller.groups())) {
            throw Refused.forbidden("只有领导和派单中心可以指定指导组的范围");
        }
        Unit group = directory.require(groupCode);
        if (group.level() != UnitLevel.GUIDANCE_GROUP) {
            throw Refused.invalid("code", group.name() + "不是指导组");
        }
        Unit whole = directory.above(group);
        if (!access.answersFor(whole.path())) {
            throw Refused.forbidden("只能指定本区域指导组负责的范围");
        }
        if (areaCodes.stream().anyMatch(Objects::isNull)) {
            throw Refused.invalid("areas", "areas 中应为单位代码，不能为空");
        }
        Set<String> codes = new TreeSet<>(areaCodes);
        for (String code : codes) {
            Unit area =
                    directory.find(code).orElseThrow(() -> Refused.invalid("areas", "没有代码为 %s 的单位".formatted(code)));
            if (!area.isAtOrBelow(whole) || area.level().compareTo(UnitLevel.GRID) > 0) {
                throw Refused.invalid("areas", "%s不是%s范围内的区、街道、社区或网格".formatted(area.name(), whole.name()));
            }
        }
        jdbc.sql("delete from guidance_area where group_code = ?")
                .param(groupCode)
                .update();
        codes.forEach(code -> jdbc.sql("insert into guidance_area (group_code, area_code) values (?, ?)")
                .params(groupCode, code)
                .update());
        return areas(groupCode);
    }
}
