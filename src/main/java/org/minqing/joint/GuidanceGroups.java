package org.minqing.joint;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.minqing.Refused;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.security.AccessRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which areas each guidance group (指导组) answers for; a group without any answers for all of its district or city. */
@Component
class GuidanceGroups {

    private final JdbcClient jdbc;
    private final DirectoryService directory;
    private final AccessRule access;

    GuidanceGroups(JdbcClient jdbc, DirectoryService directory, AccessRule access) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.access = access;
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
     * @throws Refused when it is no guidance group, an area is not within its district or city, or the caller works for
     *     another one
     */
    @Transactional
    List<String> assign(String groupCode, Collection<String> areaCodes) {
        Unit group = directory.require(groupCode);
        if (group.level() != UnitLevel.GUIDANCE_GROUP) {
            throw Refused.invalid("code", group.name() + "不是指导组");
        }
        Unit whole = directory.above(group);
        if (!access.answersFor(whole.path())) {
            throw Refused.forbidden("只能指定本区域指导组负责的范围");
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
