package org.minqing.joint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Level;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.Step;
import org.minqing.level.BatchClock;
import org.minqing.level.LevelService;
import org.minqing.notification.Notice;
import org.minqing.notification.NotificationService;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Joint research under a dual lead: convened by the desk, not done while one department is silent. */
@Service
public class JointService {

    static final String RULE = "rule:jointResearch";

    static final Duration SURVEY = Duration.ofHours(48);

    private final ResearchRepository researches;
    private final ResearchRecordRepository records;
    private final PartService parts;
    private final LeadService leads;
    private final LevelService levels;
    private final BatchClock batches;
    private final AppealService appeals;
    private final Timeline timeline;
    private final DirectoryService directory;
    private final NotificationService notices;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    JointService(
            ResearchRepository researches,
            ResearchRecordRepository records,
            PartService parts,
            LeadService leads,
            LevelService levels,
            BatchClock batches,
            AppealService appeals,
            Timeline timeline,
            DirectoryService directory,
            NotificationService notices,
            Clock clock,
            ApplicationEventPublisher events) {
        this.researches = researches;
        this.records = records;
        this.parts = parts;
        this.leads = leads;
        this.levels = levels;
        this.batches = batches;
        this.appeals = appeals;
        this.timeline = timeline;
        this.directory = directory;
        this.notices = notices;
        this.clock = clock;
        this.events = events;
    }

    /** An appeal enters the joint level; two leads are proposed. @return the routing facts of the research */
    @Transactional
    Map<String, Object> open(long appealId, String processInstanceId, Step step) {
        Map<String, Object> facts = new HashMap<>(levels.enter(appealId, Level.JOINT, processInstanceId, step));
        Appeal appeal = appeals.get(appealId);
        Unit area = directory.require(appeal.levelUnit());
        Unit lead = leads.proposedDepartment(appeal, area);
        Unit group = leads.proposedGroup(area, lead, directory.require(appeal.placeUnit()));
        long stay = levels.current(appealId).id();
        long id = researches.insert(appealId, stay, area.code(), lead.code(), group.code(), processInstanceId);
        notices.notifyUnit(appeal, leads.desk(area).code(), Notice.RESEARCH_CONVENED, Map.of());
        facts.put(AppealModel.RESEARCH_ID, id);
        facts.put(JointModel.LEAD, lead.code());
        facts.put(JointModel.GROUP, group.code());
        facts.put(JointModel.ALL_OPINIONS_IN, false);
        facts.put(JointModel.ALL_MEASURES_DONE, false);
        return facts;
    }

    /**
     * The research that an appeal's tasks belong to, held until the transaction ends. Whoever calls holds the appeal's row
     * already; a timer, which does not, reads without holding, so that the two never wait for each other.
     */
    @Transactional
    Research running(long appealId) {
        return researches.lockRunning(appealId).orElseThrow(() -> Refused.conflict("这件诉求现在没有组团调研"));
    }

    /** The desk names both leads and the departments; the responsible department always takes part. */
    @Transactional
    Map<String, Object> convene(
            Research research, String lead, String group, List<String> departments, String actor, Step step) {
        List<String> named = new ArrayList<>(departments);
        named.addAll(List.of(research.areaCode(), lead, group));
        directory.readAhead(named);
        Unit area = directory.require(research.areaCode());
        Unit second = directory.require(group);
        leads.checkLeads(area, directory.require(lead), second);
        leads.checkAnswersFor(
                second, directory.require(appeals.get(research.appealId()).placeUnit()));
        Instant now = clock.instant();
        Instant surveyDue = now.plus(SURVEY);
        researches.convened(research.id(), lead, group, actor, now, surveyDue);
        Set<String> all = new LinkedHashSet<>();
        all.add(lead);
        all.addAll(departments);
        all.forEach(unit -> parts.add(research, "departments", unit));
        timeline.write(TimelineEntry.of(research.appealId(), TimelineKind.CONVENED, actor, step)
                .at(Level.JOINT, lead)
                .to(group)
                .due(surveyDue));
        tell(research, lead, Notice.RESEARCH_CONVENED);
        tell(research, group, Notice.RESEARCH_CONVENED);
        return Map.of(JointModel.LEAD, lead, JointModel.GROUP, group, JointModel.SURVEY_DUE_AT, Date.from(surveyDue));
    }

    /**
     * Lets one department more take part, until the plan lies before the leads.
     *
     * @throws Refused when the unit cannot take part or does already, or when it is too late
     */
    @Transactional
    public void addDepartment(long appealId, String unitCode, String actor) {
        appeals.lock(appealId);
        Research research = running(appealId);
        if (research.state() != Research.State.WORKING) {
            throw Refused.conflict("只有召集之后、方案提交签字之前可以增加部门");
        }
        parts.addAndStart(research, "departments", unitCode);
        timeline.write(TimelineEntry.of(appealId, TimelineKind.CONVENED, actor, Step.NONE)
                .at(Level.JOINT, research.leadDepartment())
                .to(unitCode));
    }

    /** @param onSite departments that were there beside the one that leads, and the guidance group where it was */
    @Transactional
    void surveyed(Research research, String findings, List<String> onSite, String actor, Step step) {
        String group = research.guidanceGroup();
        researches.surveyed(research.id(), findings, clock.instant());
        parts.onSite(
                research, onSite.stream().filter(unit -> !unit.equals(group)).toList());
        timeline.write(TimelineEntry.of(research.appealId(), TimelineKind.SURVEYED, actor, step)
                .at(Level.JOINT, research.leadDepartment())
                .to(onSite.contains(group) ? group : null)
                .note(findings));
    }

    @Transactional
    void surveyOverdue(long appealId, Step step) {
        Research research = researches.running(appealId).orElseThrow();
        timeline.write(TimelineEntry.of(appealId, TimelineKind.SURVEY_OVERDUE, RULE, step)
                .at(Level.JOINT, research.leadDepartment())
                .due(research.surveyDueAt()));
        tell(research, research.leadDepartment(), Notice.SURVEY_DUE);
        tell(research, research.guidanceGroup(), Notice.SURVEY_DUE);
    }

    /** The joint level is nearly due: the area and the responsible department are warned. */
    @Transactional
    void warn(long appealId, Step step) {
        levels.warn(appealId, step);
        Research research = researches.running(appealId).orElseThrow();
        tell(research, research.leadDepartment(), Notice.WARNING);
    }

    /** The researches on an appeal as a person reads them, the newest first. */
    @Transactional(readOnly = true)
    List<ResearchRecord> records(String appealNumber) {
        return records.ofAppeal(appealNumber);
    }

    /** The id of the research that is under way on an appeal; it does not report back before the caller is done. */
    @Transactional
    public Optional<Long> runningResearch(long appealId) {
        return researches.lockRunning(appealId).map(Research::id);
    }

    /** When the last measure of a research is due whose plan both leads have signed. */
    @Transactional(readOnly = true)
    public Optional<Instant> lastBatch(long researchId) {
        return Optional.of(researches.get(researchId))
                .filter(research -> research.state() == Research.State.ADOPTED)
                .flatMap(research -> researches.lastMeasureDueAt(research.id()));
    }

    /** Both leads have signed: the case is due with the last measure, and whoever waits for the same answer. */
    @Transactional
    void batchesSet(Research research, Instant lastDueAt, Step step) {
        batches.follow(research.appealId(), lastDueAt, step);
        events.publishEvent(new BatchesSet(research.id(), lastDueAt));
    }

    /** The requester is being answered, and whoever waits for the same answer. */
    @Transactional
    void reported(Research research) {
        researches.moved(research.id(), Research.State.REPORTED);
        events.publishEvent(new ResearchAnswered(research.id()));
    }

    /**
     * The appeal leaves joint research before its end: the departments' parts end with it. Does nothing where no
     * research is under way.
     *
     * @return codes of the units whose parts were cut off, for the notice that tells them why
     */
    @Transactional
    public List<String> endEarly(long appealId, String actor, Step step) {
        return researches
                .lockRunning(appealId)
                .map(research -> {
                    researches.moved(research.id(), Research.State.ENDED);
                    events.publishEvent(new ResearchEnded(research.id()));
                    return parts.endAll(research, actor, step);
                })
                .orElse(List.of());
    }

    void tell(Research research, String unitCode, Notice notice) {
        notices.notifyUnit(appeals.get(research.appealId()), unitCode, notice, Map.of());
    }

    void write(Research research, TimelineKind kind, String unit, String actor, Step step, String note) {
        timeline.write(TimelineEntry.of(research.appealId(), kind, actor, step)
                .at(Level.JOINT, unit)
                .note(note));
    }
}
