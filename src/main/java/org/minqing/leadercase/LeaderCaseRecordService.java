package org.minqing.leadercase;

import java.util.List;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealState;
import org.minqing.appeal.Level;
import org.minqing.directory.Role;
import org.minqing.engine.Caller;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cases that leaders have taken, as far as the caller's unit answers for their places. */
@Service
class LeaderCaseRecordService {

    private static final int MOST = 100;

    private final LeaderCaseRecordRepository records;
    private final AppealService appeals;
    private final AccessRule access;
    private final Caller caller;

    LeaderCaseRecordService(
            LeaderCaseRecordRepository records, AppealService appeals, AccessRule access, Caller caller) {
        this.records = records;
        this.appeals = appeals;
        this.access = access;
        this.caller = caller;
    }

    @Transactional(readOnly = true)
    LeaderCaseRecords ofAppeal(String number) {
        Appeal appeal = appeals.get(number);
        boolean atLevel = appeal.state() == AppealState.OPEN && appeal.level() != null && appeal.level() != Level.JOINT;
        boolean leads = caller.groups().contains(Role.LEADER.groupId()) && access.answersFor(appeal.placePath());
        return new LeaderCaseRecords(atLevel && leads, records.ofAppeal(number));
    }

    @Transactional(readOnly = true)
    List<LeaderCaseRecord> all() {
        Scope scope = access.scope();
        return records.below(scope.everything() ? "%" : scope.area(), MOST);
    }
}
