package org.minqing.insight;

import java.util.Arrays;
import java.util.List;
import org.minqing.Refused;
import org.minqing.appeal.UrgencyClass;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.supervision.SupervisionService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the lists can be narrowed down to. */
@Service
class ListChoiceService {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final ReachService reaches;
    private final DirectoryService directory;
    private final SupervisionService supervision;

    ListChoiceService(
            JdbcClient jdbc, ReachService reaches, DirectoryService directory, SupervisionService supervision) {
        this.jdbc = jdbc;
        this.reaches = reaches;
        this.directory = directory;
        this.supervision = supervision;
    }

    /** The caller's area and the two steps of the tree below it; departments of his area; classes and leaves. */
    @Transactional(readOnly = true)
    public Choices choices() {
        Reach reach = reaches.reach();
        return new Choices(
                areas(reach),
                jdbc.sql("select code, name from unit where parent_code = ? and level = 'DEPARTMENT' order by code")
                        .param(reach.unit().code())
                        .query(Choice.class)
                        .list(),
                jdbc.sql("select code, name from category order by code")
                        .query(Choice.class)
                        .list(),
                Arrays.stream(UrgencyClass.values())
                        .map(urgency -> new Choice(urgency.name(), urgency.label()))
                        .toList());
    }

    /** Who works at a unit of the caller's district, the first responsible one first; for who may order supervision. */
    @Transactional(readOnly = true)
    public List<Choice> officers(String unitCode) {
        if (!supervision.maySupervise()) {
            throw Refused.forbidden("只有领导和督查员可以督办");
        }
        Unit district = directory.district(reaches.reach().unit());
        return directory.find(unitCode).filter(unit -> unit.isAtOrBelow(district)).stream()
                .flatMap(unit -> directory.officers(unit.code()).stream())
                .map(officer -> new Choice(officer.id(), officer.name()))
                .toList();
    }

    private List<Choice> areas(Reach reach) {
        return reach.area() == null
                ? List.of()
                : jdbc.sql("""
                        select u.code, u.name from unit u left join unit p on p.code = u.parent_code
                        where (u.code = :area or u.parent_code = :area or p.parent_code = :area)
                            and u.level in ('CITY', 'DISTRICT', 'STREET', 'COMMUNITY', 'GRID')
                        order by u.path fetch first %d rows only""".formatted(MOST))
                        .param("area", reach.area().code())
                        .query(Choice.class)
                        .list();
    }

    record Choices(List<Choice> areas, List<Choice> units, List<Choice> categories, List<Choice> urgencies) {}

    record Choice(String code, String name) {}
}
