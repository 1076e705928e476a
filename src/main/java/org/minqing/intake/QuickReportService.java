package org.minqing.intake;

import java.util.List;
import java.util.Optional;
import org.minqing.Refused;
import org.minqing.appeal.AppealService.Receipt;
import org.minqing.appeal.Requester;
import org.minqing.appeal.RequesterKind;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Caller;
import org.minqing.triage.Categories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a member of staff needs to report a problem on the spot, with a telephone in his hand. */
@Service
class QuickReportService {

    private static final int MOST_UNITS = 300;
    private static final int MOST_PLACES = 8;
    private static final int LONGEST_SUBJECT = 40;

    private final IntakeService intake;
    private final IntakeRights rights;
    private final Categories categories;
    private final DirectoryService directory;
    private final Caller caller;
    private final JdbcClient jdbc;

    QuickReportService(
            IntakeService intake,
            IntakeRights rights,
            Categories categories,
            DirectoryService directory,
            Caller caller,
            JdbcClient jdbc) {
        this.intake = intake;
        this.rights = rights;
        this.categories = categories;
        this.directory = directory;
        this.caller = caller;
        this.jdbc = jdbc;
    }

    /** @throws Refused 403 for who does not report */
    @Transactional(readOnly = true)
    public Choices choices() {
        rights.requireReporter();
        Officer officer = officer();
        Unit own = ground(officer);
        return new Choices(
                officer.name(),
                jdbc.sql("select code, name from unit where path like ? and level in ('GRID', 'COMMUNITY', 'STREET')"
                                + " order by length(path) desc, path fetch first " + MOST_UNITS + " rows only")
                        .param(own.path() + "%")
                        .query(Choice.class)
                        .list(),
                places(own),
                categories.leaves());
    }

    /** Places of what is open in a unit's hands, the newest first. */
    private List<String> places(Unit unit) {
        return jdbc.sql("select place from appeal where level_unit = ? and place is not null group by place"
                        + " order by max(id) desc fetch first " + MOST_PLACES + " rows only")
                .param(unit.code())
                .query(String.class)
                .list();
    }

    /** @throws Refused 403 for who does not report */
    public Optional<Categories.Named> suggestion(String text) {
        rights.requireReporter();
        return text == null || text.isBlank() ? Optional.empty() : categories.suggest(subject(text), text);
    }

    /**
     * Not transactional itself, as {@link IntakeService} is not.
     *
     * @throws Refused when a field is missing, too long, or the unit is not below the reporter's own
     */
    Receipt report(Report report) {
        rights.requireReporter();
        if (report.text() == null || report.text().isBlank()) {
            throw Refused.invalid("text", "请说明是什么事");
        }
        Unit own = ground(officer());
        Unit about = directory
                .find(report.unit() == null ? own.code() : report.unit())
                .filter(unit -> unit.isAtOrBelow(own))
                .orElseThrow(() -> Refused.invalid("unit", "请从列表中选择本单位范围内的网格"));
        return intake.receive(new AppealRequest(
                ReportService.SOURCE,
                report.id(),
                RequesterKind.RESIDENT,
                new Requester(said(report.name()), said(report.phone()), null, null),
                subject(report.text()),
                report.text().strip(),
                said(report.place()),
                about.code(),
                said(report.category()),
                null,
                null,
                null,
                null,
                null));
    }

    private Officer officer() {
        return caller.id().flatMap(directory::officer).orElseThrow(() -> Refused.forbidden("您的账号不登记诉求"));
    }

    /** The area that somebody reports about: his unit, or for a dispatch desk the area that it works for. */
    private Unit ground(Officer officer) {
        Unit unit = directory.require(officer.unitCode());
        return unit.level().compareTo(UnitLevel.GRID) <= 0 ? unit : directory.above(unit);
    }

    /** The first sentence. */
    static String subject(String text) {
        String first = text.strip().split("[。！？!?;；\\n]", 2)[0].strip();
        String subject = first.isEmpty() ? text.strip() : first;
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
    }

    private static String said(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** @param places where something is open already */
    record Choices(String officer, List<Choice> units, List<String> places, List<Categories.Named> categories) {}

    record Choice(String code, String name) {}

    /**
     * @param id made by the page, so that a report that is sent twice is one
     * @param unit null for the reporter's own
     * @param name of the one who asks; may be null, as all below
     */
    record Report(String id, String unit, String place, String text, String category, String name, String phone) {}
}
