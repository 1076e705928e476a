package org.minqing.monthlydispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Role;
import org.minqing.directory.Unit;
import org.minqing.engine.Caller;
import org.minqing.insight.PackService;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the pages about the monthly dispatch show and ask for, as far as the caller sees. */
@Service
class MonthlyDispatchReader {

    private static final int MOST = 60;

    private final MonthlyDispatchRepository rows;
    private final MonthlyDispatchService dispatches;
    private final MonthlyDispatchProcess process;
    private final PackService packs;
    private final DirectoryService directory;
    private final AccessRule access;
    private final AuditService audit;
    private final Caller caller;
    private final DueWords words;

    MonthlyDispatchReader(
            MonthlyDispatchRepository rows,
            MonthlyDispatchService dispatches,
            MonthlyDispatchProcess process,
            PackService packs,
            DirectoryService directory,
            AccessRule access,
            AuditService audit,
            Caller caller,
            DueWords words) {
        this.rows = rows;
        this.dispatches = dispatches;
        this.process = process;
        this.packs = packs;
        this.directory = directory;
        this.access = access;
        this.audit = audit;
        this.caller = caller;
        this.words = words;
    }

    /** Those of the caller's area, and those that have decided something for his unit. */
    @Transactional(readOnly = true)
    List<MonthlyDispatchView> list() {
        Scope scope = scope();
        return rows.within(scope.everything() ? "%" : scope.area(), scope.unitCode(), MOST).stream()
                .map(dispatch -> view(dispatch, scope, null))
                .toList();
    }

    /** @throws Refused 404 where the caller sees none of it */
    @Transactional(readOnly = true)
    MonthlyDispatchView one(String number) {
        Scope scope = scope();
        MonthlyDispatch dispatch = rows.find(number).orElseThrow(MonthlyDispatchReader::notThere);
        boolean whole = seesWhole(dispatch);
        MonthlyDispatchView view = view(dispatch, scope, whole ? rows.pack(dispatch.id()) : null);
        if (!whole && view.decisions().isEmpty()) {
            throw notThere();
        }
        return view;
    }

    /** @throws Refused 404 for who does not see the district */
    @Transactional
    byte[] workbook(String number) {
        scope();
        MonthlyDispatch dispatch =
                rows.find(number).filter(this::seesWhole).orElseThrow(MonthlyDispatchReader::notThere);
        audit.record(AuditEntry.of("EXPORTED", dispatch.number()));
        byte[] workbook = rows.workbook(dispatch.id());
        return workbook == null ? packs.workbook(rows.pack(dispatch.id())) : workbook;
    }

    /** The leader does not wait for the first working day. @throws Refused 403 for who is no leader of a district */
    void start() {
        Unit district = caller.id()
                .flatMap(directory::officer)
                .filter(officer -> officer.roles().contains(Role.LEADER))
                .map(officer -> directory.require(officer.unitCode()))
                .filter(unit -> unit.equals(directory.district(unit)) && unit.parentCode() != null)
                .orElseThrow(() -> Refused.forbidden("每月调度由区领导启动"));
        dispatches.start(district);
    }

    @Transactional
    void decide(String number, Map<String, Object> answer, String outcome) {
        if (!caller.groups().contains(Role.LEADER.groupId())) {
            throw Refused.forbidden("每月调度由区领导决定");
        }
        MonthlyDispatch dispatch =
                rows.find(number).filter(this::seesWhole).orElseThrow(MonthlyDispatchReader::notThere);
        if (!mayDecide(dispatch)) {
            throw Refused.forbidden("每月调度由区领导决定");
        }
        Map<String, Object> complete = new HashMap<>(answer);
        complete.put("outcome", outcome);
        process.leaderDecides(dispatch, complete);
    }

    private boolean mayDecide(MonthlyDispatch dispatch) {
        return dispatch.state() == MonthlyDispatch.State.DECIDING
                && caller.groups().contains(Role.LEADER.groupId())
                && caller.groups().contains(dispatch.areaCode());
    }

    private Scope scope() {
        Scope scope = access.scope();
        if (!scope.everything() && scope.unitCode().isEmpty()) {
            throw Refused.forbidden("您的账号不办理诉求，不能查看");
        }
        return scope;
    }

    private boolean seesWhole(MonthlyDispatch dispatch) {
        return access.answersFor(directory.require(dispatch.areaCode()).path());
    }

    private MonthlyDispatchView view(MonthlyDispatch dispatch, Scope scope, String pack) {
        boolean whole = seesWhole(dispatch);
        boolean deciding = dispatch.state() == MonthlyDispatch.State.DECIDING;
        return new MonthlyDispatchView(
                dispatch.number(),
                dispatch.subject(),
                directory.require(dispatch.areaCode()).name(),
                dispatch.state().label(),
                words.time(dispatch.collectedAt()),
                words.time(dispatch.dueAt()),
                deciding ? words.left(dispatch.dueAt()) : null,
                deciding && words.isOverdue(dispatch.dueAt()),
                deciding && dispatch.rung() != null ? dispatch.rung().label() : null,
                dispatch.summary(),
                mayDecide(dispatch),
                rows.decisions(dispatch.id()).stream()
                        .filter(decision -> whole || decision.ownerUnit().equals(scope.unitCode()))
                        .map(this::line)
                        .toList(),
                pack);
    }

    private MonthlyDispatchView.Line line(Decision decision) {
        boolean done = decision.doneAt() != null;
        return new MonthlyDispatchView.Line(
                decision.words(),
                directory.find(decision.ownerUnit()).map(Unit::name).orElse(decision.ownerUnit()),
                words.time(decision.dueAt()),
                done ? "已落实" : words.left(decision.dueAt()),
                !done && words.isOverdue(decision.dueAt()),
                !done && decision.rung() != null ? decision.rung().label() : null,
                decision.appealNumber(),
                done,
                decision.result());
    }

    private static Refused notThere() {
        return Refused.notFound("没有这次调度，或不在您的范围内");
    }
}
