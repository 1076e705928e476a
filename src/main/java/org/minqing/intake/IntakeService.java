package org.minqing.intake;

import org.minqing.Refused;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.AppealService.Receipt;
import org.minqing.appeal.NewAppeal;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Caller;
import org.minqing.triage.Categories;
import org.minqing.triage.TriageService;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes in what other systems send. Not transactional itself: the same appeal may be sent twice at once. */
@Service
class IntakeService {

    private final AppealService appeals;
    private final Categories categories;
    private final DirectoryService directory;
    private final Caller caller;
    private final IntakeRights rights;
    private final TriageService triage;

    IntakeService(
            AppealService appeals,
            Categories categories,
            DirectoryService directory,
            Caller caller,
            IntakeRights rights,
            TriageService triage) {
        this.triage = triage;
        this.appeals = appeals;
        this.categories = categories;
        this.directory = directory;
        this.caller = caller;
        this.rights = rights;
    }

    /** @throws Refused when a field is missing, too long or names something unknown */
    Receipt receive(AppealRequest request) {
        rights.requireReporter();
        if (request.category() != null && categories.code(request.category()).isEmpty()) {
            throw Refused.invalid("category", "没有类别“%s”".formatted(Inputs.excerpt(request.category())));
        }
        if (request.unitCode() != null) {
            directory
                    .find(request.unitCode())
                    .filter(unit -> unit.level().compareTo(UnitLevel.GRID) <= 0)
                    .orElseThrow(() -> Refused.invalid(
                            "unitCode", "没有代码为“%s”的网格、社区、街道或区".formatted(Inputs.excerpt(request.unitCode()))));
        }
        String reportedBy =
                caller.id().flatMap(directory::officer).map(Officer::id).orElse(null);
        NewAppeal appeal = triage.placed(
                request.toAppeal(categories.code(request.category()).orElse(null), reportedBy));
        try {
            return appeals.receive(appeal);
        } catch (DuplicateKeyException receivedElsewhere) {
            return appeals.bySource(appeal.source(), appeal.sourceId())
                    .map(known -> new Receipt(known.number(), false))
                    .orElseThrow(() -> receivedElsewhere);
        }
    }
}
