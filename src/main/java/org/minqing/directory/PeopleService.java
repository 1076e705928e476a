package org.minqing.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to officers beside their work: first passwords, roles, absence, departure. Absence and departure are said
 * by the officer himself, by his unit's first responsible person (or who acts for him) or by whom {@link AccountRights}
 * names; roles by the latter alone.
 */
@Service
public class PeopleService {

    /** Whether the officer {@code :caller} still has the password that was handed out. */
    public static final String FIRST_PASSWORD = "exists (select 1 from officer fo join act_id_user fu on fu.id_ = fo.id"
            + " where fo.id = :caller and fu.pwd_ = fo.first_password_hash)";

    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;

    private final OfficerRepository officers;
    private final StandIns standIns;
    private final OfficerProcess process;
    private final IdentityProcess identity;
    private final DirectoryService directory;
    private final Caller caller;
    private final AccountRights rights;
    private final ApplicationEventPublisher events;
    private final DirectoryAudit audit;
    private final Clock clock;

    PeopleService(
            OfficerRepository officers,
            StandIns standIns,
            OfficerProcess process,
            IdentityProcess identity,
            DirectoryService directory,
            Caller caller,
            AccountRights rights,
            ApplicationEventPublisher events,
            DirectoryAudit audit,
            Clock clock) {
        this.officers = officers;
        this.standIns = standIns;
        this.process = process;
        this.identity = identity;
        this.directory = directory;
        this.caller = caller;
        this.rights = rights;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether the officer still has the password that was handed out. */
    public boolean hasFirstPassword(String officerId) {
        return officers.hasFirstPassword(officerId);
    }

    /** Somebody has read {@link #FIRST_PASSWORD} on the way: it is not asked again in this transaction. */
    public void learned(String officerId, boolean hasFirstPassword) {
        officers.learned(officerId, hasFirstPassword);
    }

    /** @throws Refused 403 while the officer still has the password that was handed out */
    public void requirePasswordChanged(String officerId) {
        if (hasFirstPassword(officerId)) {
            throw Refused.forbidden("请先修改初始密码，再认领和办理任务");
        }
    }

    /** The same for whoever is calling; a rule or a timer has no password. */
    void requireCallersPasswordChanged() {
        caller.id().ifPresent(this::requirePasswordChanged);
    }

    /**
     * Outside a transaction, so that the engine keeps its count of wrong passwords.
     *
     * @throws Refused 422 when the old password is wrong, or the new one too short, too long, the old one or the id
     */
    public void changePassword(String officerId, String oldPassword, String newPassword) {
        if (newPassword == null
                || newPassword.length() < SHORTEST_PASSWORD
                || newPassword.length() > LONGEST_PASSWORD) {
            throw Refused.invalid("newPassword", "新密码应为 %d 至 %d 个字符".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        if (newPassword.equalsIgnoreCase(officerId)) {
            throw Refused.invalid("newPassword", "新密码不能与账号相同");
        }
        if (newPassword.equals(oldPassword)) {
            throw Refused.invalid("newPassword", "新密码不能与原密码相同");
        }
        if (oldPassword == null || !identity.isPassword(officerId, oldPassword)) {
            throw Refused.invalid("oldPassword", "原密码不正确，或因多次输错被暂时锁定");
        }
        audit.officer("PASSWORD_CHANGED", officerId);
        identity.passwordChanged(officerId, newPassword);
    }

    /**
     * The officer is away; what he has claimed goes to who stands in for him when the absence begins.
     *
     * @param from null: now
     * @param until null: until he says that he is back
     * @param substituteId another officer of his unit; null: the unit's first responsible person
     * @throws Refused 403, 404, or 422 when the times or the substitute cannot be
     */
    @Transactional
    public void away(String officerId, Instant from, Instant until, String substituteId) {
        Officer officer = managed(officerId);
        Instant now = clock.instant();
        Instant start = from == null ? now : from;
        if (until != null && (!until.isAfter(start) || !until.isAfter(now))) {
            throw Refused.invalid("until", "离岗结束时间应晚于开始时间和当前时间");
        }
        if (substituteId != null) {
            if (substituteId.equals(officerId)) {
                throw Refused.invalid("substituteId", "代办人不能是本人");
            }
            officers.find(substituteId)
                    .filter(substitute -> substitute.unitCode().equals(officer.unitCode()))
                    .orElseThrow(() -> Refused.invalid("substituteId", "代办人应是本单位的在岗人员"));
        }
        boolean begins = !start.isAfter(now);
        Absence absence = new Absence(start, until, substituteId);
        audit.away(officerId, officers.absence(officerId).orElse(null), absence);
        officers.away(officerId, absence, begins);
        if (begins) {
            handOver(officerId);
        }
    }

    /**
     * The officer has these roles from now on and no others.
     *
     * @throws Refused 403, 404, or 422 when the roles cannot stand together
     */
    @Transactional
    public void grant(String officerId, Set<Role> roles) {
        Officer before = account(officerId);
        if (!Role.mayStandTogether(roles)) {
            throw Refused.invalid("roles", "系统管理员、安全管理员、审计员只能单独担任，不能兼任其他角色");
        }
        Officer after = new Officer(
                before.id(), before.name(), before.unitCode(), roles, before.email(), before.firstResponsible());
        rights.requireAnother(before, after);
        if (before.roles().contains(Role.SYSTEM_ADMIN)
                && !roles.contains(Role.SYSTEM_ADMIN)
                && identity.isLastAdministrator(officerId)) {
            throw Refused.conflict("这是最后一名系统管理员，请先指定他人");
        }
        officers.update(List.of(after));
        identity.unitsStaffed(List.of(directory.require(after.unitCode())));
        identity.officerChanged(before, after);
        changed(before, after);
    }

    /** For whom {@link AccountRights} names. */
    public Officer account(String officerId) {
        rights.require();
        return officers.find(officerId).orElseThrow(() -> Refused.notFound("没有账号为 %s 的在岗人员".formatted(officerId)));
    }

    /** The officer is there again; what has gone to others stays with them. */
    @Transactional
    public void back(String officerId) {
        managed(officerId);
        audit.away(officerId, officers.absence(officerId).orElse(null), null);
        officers.back(officerId);
    }

    /**
     * The officer has left: his tasks go back to their units, nobody can log in as him, and he is nobody's substitute
     * and not first responsible any more.
     *
     * @throws Refused 409 for the last system administrator
     */
    @Transactional
    public void left(String officerId) {
        Officer officer = managed(officerId);
        if (officer.roles().contains(Role.SYSTEM_ADMIN) && identity.isLastAdministrator(officerId)) {
            throw Refused.conflict("这是最后一名系统管理员，请先指定他人");
        }
        audit.left(officer);
        officers.left(officerId);
        process.tasksHandedOver(officers.claimedTasks(officerId), Optional.empty());
        identity.officerLeft(officerId);
        events.publishEvent(new RolesChanged(officerId, officer.roles(), Set.of()));
        announceIfUnstaffed(officer.unitCode());
    }

    /** Who is to get a task that would be assigned to this officer now; empty: nobody, it stays with the unit. */
    public Optional<String> assigneeFor(String officerId) {
        return standIns.actingFor(officerId).map(Officer::id);
    }

    /** Absences that were announced and have come. */
    @Transactional
    public void beginAbsences() {
        for (String officerId : officers.beginning(clock.instant())) {
            officers.begun(officerId);
            audit.officer("ABSENCE_BEGUN", officerId);
            handOver(officerId);
        }
    }

    void added(Officer officer) {
        if (!officer.roles().isEmpty()) {
            events.publishEvent(new RolesChanged(officer.id(), Set.of(), officer.roles()));
        }
    }

    /** Who has moved to another unit, or works on no cases any more, leaves what he had claimed with the old one. */
    void changed(Officer before, Officer after) {
        rights.requireAnother(before, after);
        if (!before.roles().equals(after.roles())) {
            events.publishEvent(new RolesChanged(after.id(), before.roles(), after.roles()));
        }
        if (!before.unitCode().equals(after.unitCode()) || !Collections.disjoint(after.roles(), Role.SEPARATED)) {
            process.tasksHandedOver(officers.claimedTasks(after.id()), Optional.empty());
            announceIfUnstaffed(before.unitCode());
        }
    }

    private void handOver(String officerId) {
        process.tasksHandedOver(officers.claimedTasks(officerId), assigneeFor(officerId));
    }

    private void announceIfUnstaffed(String unitCode) {
        if (!directory.hasOfficers(unitCode)) {
            identity.asSystem(() -> {
                events.publishEvent(new UnitUnstaffed(unitCode));
                return true;
            });
        }
    }

    private Officer managed(String officerId) {
        String id = caller.id().orElseThrow(() -> Refused.forbidden("请先登录"));
        Optional<Officer> officer = officers.find(officerId);
        boolean may = id.equals(officerId)
                || rights.mayDecide()
                || officer.flatMap(found -> officers.firstResponsible(found.unitCode()))
                        .flatMap(first -> standIns.actingFor(first.id()))
                        .filter(acting -> acting.id().equals(id))
                        .isPresent();
        if (!may) {
            throw Refused.forbidden("只有本人、本单位第一责任人或安全管理员可以办理");
        }
        return officer.orElseThrow(() -> Refused.notFound("没有账号为 %s 的在岗人员".formatted(officerId)));
    }
}
