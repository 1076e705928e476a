package org.minqing.directtrain;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Role;
import org.minqing.engine.Caller;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whoever prepares a sitting: what it may be made of, opening it, and those that were held. */
@Service
class SittingService {

    private static final Set<String> MAY_OPEN = Set.of(Role.LEADER.groupId(), Role.DISPATCHER.groupId());
    private static final int MOST_CANDIDATES = 100;

    private final DirectTrainService trains;
    private final SittingChoiceRepository rows;
    private final DirectoryService directory;
    private final AccessRule access;
    private final Caller caller;
    private final Clock clock;

    SittingService(
            DirectTrainService trains,
            SittingChoiceRepository rows,
            DirectoryService directory,
            AccessRule access,
            Caller caller,
            Clock clock) {
        this.trains = trains;
        this.rows = rows;
        this.directory = directory;
        this.access = access;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Refused unless the caller is a leader or works at a dispatch desk, and as {@link DirectTrainService} says */
    @Transactional
    Sitting open(String leader, List<String> appeals, LocalDate lastDay) {
        if (!mayOpen()) {
            throw Refused.forbidden("只有领导和派单中心可以安排直通车");
        }
        return trains.open(leader, appeals, lastDay, caller.idOr("source:api"));
    }

    @Transactional(readOnly = true)
    List<Sitting> sittings() {
        return trains.sittings();
    }

    @Transactional(readOnly = true)
    Sitting sitting(String number) {
        return trains.sitting(number);
    }

    /**
     * @param words part of a number or a subject; null for all
     * @param kind null for all
     */
    @Transactional(readOnly = true)
    SittingChoices choices(String words, TrainCase.Kind kind) {
        Scope scope = access.scope();
        return new SittingChoices(
                mayOpen(),
                mayOpen() ? leaders(scope) : List.of(),
                trains.firstDay(),
                rows.candidates(
                        scope.everything() ? "%" : scope.area(),
                        "%" + escaped(words) + "%",
                        kind,
                        clock.instant(),
                        MOST_CANDIDATES));
    }

    private boolean mayOpen() {
        return !Collections.disjoint(MAY_OPEN, caller.groups());
    }

    private List<SittingChoices.Leader> leaders(Scope scope) {
        String area = scope.unitCode().isEmpty()
                ? directory.city().code()
                : directory.district(directory.require(scope.unitCode())).code();
        return directory.officers(area).stream()
                .filter(officer -> officer.roles().contains(Role.LEADER))
                .sorted(Comparator.comparing((Officer officer) -> !officer.id().equals(scope.userId())))
                .map(officer -> new SittingChoices.Leader(officer.id(), officer.name()))
                .toList();
    }

    private static String escaped(String words) {
        return words == null
                ? ""
                : words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
