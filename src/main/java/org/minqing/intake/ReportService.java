package org.minqing.intake;

import static org.minqing.directory.UnitLevel.COMMUNITY;
import static org.minqing.directory.UnitLevel.GRID;
import static org.minqing.directory.UnitLevel.STREET;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.Requester;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Caller;
import org.minqing.triage.Categories;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what a member of staff writes into the form {@code reportAppeal}. */
@Service
class ReportService {

    static final String SOURCE = "grid";
    /** The form's key for a signal is this and the signal's name, e.g. {@code signal_DANGER}. */
    static final String SIGNAL = "signal_";

    private static final Set<UnitLevel> OWN_GROUND = EnumSet.of(GRID, COMMUNITY, STREET);

    private final AppealService appeals;
    private final DirectoryService directory;
    private final Categories categories;
    private final Caller caller;

    ReportService(AppealService appeals, DirectoryService directory, Categories categories, Caller caller) {
        this.appeals = appeals;
        this.directory = directory;
        this.categories = categories;
        this.caller = caller;
    }

    /**
     * Registers the appeal that a process instance was started for. It is about the reporter's own unit where he works
     * on the ground; an inspector's or a department's report says by its words where it belongs.
     *
     * @param form the form's variables by key
     * @throws Refused when a field is missing, too long or names something unknown
     */
    @Transactional
    Appeal report(Map<String, Object> form, String processInstanceId) {
        Optional<Officer> reporter = caller.id().flatMap(directory::officer);
        Appeal appeal = appeals.register(new NewAppeal(
                SOURCE,
                null,
                kind(text(form, "requesterKind")),
                new Requester(
                        text(form, "requesterName"),
                        text(form, "requesterPhone"),
                        text(form, "requesterAddress"),
                        null),
                text(form, "subject"),
                required(form, "text", "内容"),
                text(form, "place"),
                reporter.map(Officer::unitCode)
                        .flatMap(directory::find)
                        .filter(unit -> OWN_GROUND.contains(unit.level()))
                        .map(Unit::code)
                        .orElse(null),
                category(text(form, "category")),
                signals(form),
                text(form, "mostNeeded"),
                text(form, "hardest"),
                text(form, "mostWanted"),
                null,
                null,
                reporter.map(Officer::id).orElse(null)));
        appeals.carriedBy(appeal.id(), processInstanceId);
        return appeal;
    }

    private String category(String code) {
        return code == null
                ? null
                : categories.code(code).orElseThrow(() -> Refused.invalid("category", "没有代码为 %s 的类别".formatted(code)));
    }

    private static RequesterKind kind(String name) {
        try {
            return name == null ? RequesterKind.RESIDENT : RequesterKind.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw Refused.invalid("requesterKind", "诉求主体应为居民、企业或基层单位");
        }
    }

    private static Set<Signal> signals(Map<String, Object> form) {
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        for (Signal signal : Signal.values()) {
            if (Boolean.TRUE.equals(form.get(SIGNAL + signal.name()))) {
                signals.add(signal);
            }
        }
        return signals;
    }

    private static String required(Map<String, Object> form, String key, String label) {
        String value = text(form, key);
        if (value == null) {
            throw Refused.invalid(key, label + "不能为空");
        }
        return value;
    }

    private static String text(Map<String, Object> form, String key) {
        return form.get(key) instanceof String value && !value.isBlank() ? value.strip() : null;
    }
}
