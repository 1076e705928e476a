package org.minqing.triage;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.Signal;
import org.minqing.appeal.Triage;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds out where an appeal belongs, how urgent it is and who would lead. */
@Service
public class TriageService {

    private final AppealService appeals;
    private final DirectoryService directory;
    private final PlaceMatcher places;
    private final Categories categories;
    private final SignalFinder signals;
    private final TriageDecision decision;
    private final TriageOverride override;

    TriageService(
            AppealService appeals,
            DirectoryService directory,
            PlaceMatcher places,
            Categories categories,
            SignalFinder signals,
            TriageDecision decision,
            TriageOverride override) {
        this.appeals = appeals;
        this.directory = directory;
        this.places = places;
        this.categories = categories;
        this.signals = signals;
        this.decision = decision;
        this.override = override;
    }

    /**
     * An appeal that is about to be received, with the unit that its words prove, so that its number names the district.
     * What receipt will refuse is left as it is.
     */
    public NewAppeal placed(NewAppeal in) {
        boolean readable =
                in.subject() != null && (in.text() == null || in.text().length() <= AppealService.MAX_TEXT);
        Optional<Unit> given = in.unitCode() == null ? Optional.of(directory.city()) : directory.find(in.unitCode());
        return given.filter(unit -> readable)
                .map(unit -> places.place(unit, in.place(), in.subject(), in.text() == null ? "" : in.text()))
                .map(unit -> in.about(unit.code()))
                .orElse(in);
    }

    /**
     * Triages an appeal and writes what was found into the case and its timeline. A unit that was given on receipt is
     * only ever deepened, a given category is only ever narrowed, and given signals stay.
     *
     * @throws org.minqing.Refused 404 when there is no such appeal
     */
    @Transactional
    public Triage triage(long appealId, Step step) {
        Appeal appeal = appeals.get(appealId);
        Unit given = directory.require(appeal.placeUnit());
        Unit place = places.place(given, appeal.place(), appeal.subject(), appeal.text());
        Optional<Category> category = categories.category(appeal.category(), appeal.subject(), appeal.text());
        Set<Signal> found = EnumSet.noneOf(Signal.class);
        found.addAll(appeal.signals());
        found.addAll(signals.in(appeal.subject() + "\n" + appeal.text()));
        TriageDecision.Answer answer = decision.answer(
                appeal.requesterKind(), found, category.map(Category::className).orElse(""));
        Triage triage = new Triage(
                place.code(),
                place.path(),
                category.map(Category::code).orElse(null),
                found,
                override.urgency(answer.urgency()),
                override.startLevel(answer.startLevel()),
                lead(place, answer.leadFunction(), category).map(Unit::code).orElse(null));
        appeals.triaged(appealId, triage, step);
        return triage;
    }

    /** The first department there is: the decision's before the category's, the district's before the city's. */
    private Optional<Unit> lead(Unit place, String decided, Optional<Category> category) {
        Unit district = directory.district(place);
        return Stream.of(decided, category.map(Category::ownerFunction).orElse(""))
                .filter(function -> function != null && !function.isBlank())
                .flatMap(function -> Stream.of(district, directory.city())
                        .flatMap(area -> directory.department(area, function).stream()))
                .findFirst();
    }
}
