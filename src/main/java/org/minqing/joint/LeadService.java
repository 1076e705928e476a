package org.minqing.joint;

import java.util.List;
import java.util.stream.Stream;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.springframework.stereotype.Service;

/**
 * Who may lead a joint research and who may take part: departments of the area or of one above it, and its dispatch
 * desk as the owner of what belongs to nobody. The two leads (双牵头) are different units with people of their own.
 */
@Service
class LeadService {

    private final DirectoryService directory;
    private final GuidanceGroups groups;

    LeadService(DirectoryService directory, GuidanceGroups groups) {
        this.directory = directory;
        this.groups = groups;
    }

    /** The department that triage has found, else the desk. */
    Unit proposedDepartment(Appeal appeal, Unit area) {
        return appeal.leadDepartment() == null
                ? directory.dispatchDesk(area)
                : directory.find(appeal.leadDepartment()).orElseGet(() -> directory.dispatchDesk(area));
    }

    /**
     * The guidance group of the area or of the city that answers for the place; where none has people, the area itself,
     * and so on upwards.
     */
    Unit proposedGroup(Unit area, Unit lead, Unit place) {
        Unit city = directory.city();
        return Stream.of(
                        groups.of(area, place),
                        List.of(area),
                        groups.of(city, place),
                        List.of(city),
                        List.of(directory.dispatchDesk(city)))
                .flatMap(List::stream)
                .filter(unit -> directory.hasOfficers(unit.code()))
                .filter(unit -> !holder(unit).equals(holder(lead)))
                .findFirst()
                .orElse(area);
    }

    /** @throws Refused when a unit cannot lead, or when both signatures would come from the same people */
    void checkLeads(Unit area, Unit lead, Unit group) {
        requireTakesPart(area, "leadDepartment", lead);
        if (group.level() == UnitLevel.DEPARTMENT || !area.isAtOrBelow(reach(group))) {
            throw Refused.invalid("guidanceGroup", "%s不能牵头%s的组团调研，请填写该区的指导组".formatted(group.name(), area.name()));
        }
        if (lead.code().equals(group.code())) {
            throw Refused.invalid("guidanceGroup", "双牵头应为两个不同的单位");
        }
        if (holder(lead).equals(holder(group))) {
            throw Refused.invalid(
                    "guidanceGroup", "%s和%s的任务现由同一单位代办，不能双牵头，请另选牵头单位".formatted(lead.name(), group.name()));
        }
    }

    /** @throws Refused when the group was given other areas only */
    void checkAnswersFor(Unit group, Unit place) {
        groups.requireAnswersFor(group, place);
    }

    void requireTakesPart(Unit area, String field, Unit unit) {
        boolean fits = unit.level() == UnitLevel.DEPARTMENT && area.isAtOrBelow(reach(unit)) || inArea(area, unit);
        if (!fits) {
            throw Refused.invalid(field, "%s不是%s的职能部门".formatted(unit.name(), area.name()));
        }
    }

    Unit desk(Unit area) {
        return directory.dispatchDesk(area);
    }

    private boolean inArea(Unit area, Unit unit) {
        boolean works = unit.level() == UnitLevel.DEPARTMENT || unit.level() == UnitLevel.DISPATCH;
        return works && unit.isAtOrBelow(area);
    }

    /** What a unit works for: a territory for itself, every other unit for its parent. */
    private Unit reach(Unit unit) {
        return unit.level().compareTo(UnitLevel.GRID) <= 0 ? unit : directory.above(unit);
    }

    /** Whose people answer a unit's tasks: its own, or the desk's where it has none. */
    private String holder(Unit unit) {
        return directory.hasOfficers(unit.code())
                ? unit.code()
                : directory.dispatchDesk(unit).code();
    }
}
