package org.minqing.insight;

import java.util.List;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.deadline.DueWords;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells who runs the application how the case of a process instance came to where it is. */
@Service
class RunService {

    private final ModelProcess models;
    private final AppealService appeals;
    private final CaseFileService files;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final Caller caller;
    private final DueWords words;

    RunService(
            ModelProcess models,
            AppealService appeals,
            CaseFileService files,
            Timeline timeline,
            DirectoryService directory,
            Caller caller,
            DueWords words) {
        this.models = models;
        this.appeals = appeals;
        this.files = files;
        this.timeline = timeline;
        this.directory = directory;
        this.caller = caller;
        this.words = words;
    }

    /** @throws Refused 403 for who does not run the application: he has the case's own page */
    @Transactional(readOnly = true)
    public Run run(String processInstanceId) {
        if (!caller.isAdministrator()) {
            throw Refused.forbidden("流程实例由系统管理员查看，诉求请在“三张清单”中打开");
        }
        return models.businessKey(processInstanceId)
                .flatMap(appeals::find)
                .map(this::run)
                .orElse(Run.NONE);
    }

    private Run run(Appeal appeal) {
        List<TimelineEntry> entries = timeline.of(appeal.id());
        return new Run(
                appeal.number(),
                appeal.state().label(),
                appeal.level() == null ? null : appeal.level().label(),
                words.time(appeal.dueAt()),
                words.left(appeal.dueAt()),
                files.stays(appeal, entries),
                entries.stream().map(this::step).toList());
    }

    private Run.StepDone step(TimelineEntry entry) {
        return new Run.StepDone(
                words.time(entry.happenedAt()),
                entry.kind().label(),
                entry.unitCode() == null
                        ? null
                        : directory.find(entry.unitCode()).map(Unit::name).orElse(entry.unitCode()),
                entry.step().elementId());
    }
}
