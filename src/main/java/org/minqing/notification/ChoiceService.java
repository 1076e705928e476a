package org.minqing.notification;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.PeopleService;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How units and officers want to be told. For a unit its first responsible person says so (or who acts for him), for an
 * officer he himself or that person, for both an administrator.
 */
@Service
class ChoiceService {

    private static final Pattern PHONE = Pattern.compile("\\+?\\d{5,20}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");

    private final ChoiceRepository choices;
    private final AddressService addresses;
    private final DirectoryService directory;
    private final PeopleService people;
    private final Caller caller;
    private final AuditService audit;

    ChoiceService(
            ChoiceRepository choices,
            AddressService addresses,
            DirectoryService directory,
            PeopleService people,
            Caller caller,
            AuditService audit) {
        this.choices = choices;
        this.addresses = addresses;
        this.directory = directory;
        this.people = people;
        this.caller = caller;
        this.audit = audit;
    }

    Settings ofUnit(String unitCode) {
        requireMayDecideFor(directory.require(unitCode).code());
        return settings(ChoiceRepository.ofUnit(unitCode), null);
    }

    /** @throws Refused 403, 404, or 422 naming the field */
    @Transactional
    public void decideForUnit(String unitCode, Settings in) {
        requireMayDecideFor(directory.require(unitCode).code());
        save(ChoiceRepository.ofUnit(unitCode), checked(in, false));
    }

    Settings ofOfficer(String officerId) {
        Officer officer = managed(officerId);
        return settings(ChoiceRepository.ofOfficer(officer.id()), addresses.shownPhone(officer.id()));
    }

    /** @throws Refused 403, 404, or 422 naming the field */
    @Transactional
    public void decideForOfficer(String officerId, Settings in) {
        Officer officer = managed(officerId);
        save(ChoiceRepository.ofOfficer(officer.id()), checked(in, true));
        if (in.phone() != null && !in.phone().equals(addresses.shownPhone(officer.id()))) {
            if (!in.phone().isEmpty() && !PHONE.matcher(in.phone()).matches()) {
                throw Refused.invalid("phone", "手机号码应为 5 至 20 位数字");
            }
            addresses.phone(officer.id(), in.phone());
        }
    }

    private void save(String owner, Choice choice) {
        choices.save(owner, choice);
        audit.record(AuditEntry.of("NOTIFICATION_SETTINGS_CHANGED", owner)
                .with("channels", choice.channels().toString())
                .with("quiet", choice.quietFrom() + "-" + choice.quietUntil())
                .with("language", choice.language().code()));
    }

    private Settings settings(String owner, String phone) {
        Choice choice = choices.find(owner).orElse(Choice.NONE);
        return new Settings(
                choice.channels().stream().map(ChannelKind::name).toList(),
                choice.quietFrom() == null ? null : choice.quietFrom().toString(),
                choice.quietUntil() == null ? null : choice.quietUntil().toString(),
                choice.language().code(),
                phone);
    }

    private static Choice checked(Settings in, boolean personal) {
        List<String> names = in.channels() == null ? List.of() : in.channels();
        List<ChannelKind> kinds = names.stream()
                .map(name -> ChannelKind.of(name)
                        .filter(kind -> kind.personal() || !personal)
                        .orElseThrow(() -> Refused.invalid("channels", "没有或不能选择通知渠道 " + name)))
                .toList();
        if (new HashSet<>(kinds).size() < kinds.size()) {
            throw Refused.invalid("channels", "同一通知渠道只能选一次");
        }
        if ((in.quietFrom() == null) != (in.quietUntil() == null)) {
            throw Refused.invalid("quietUntil", "免打扰时段应同时填写开始和结束时间");
        }
        return new Choice(
                kinds,
                time("quietFrom", in.quietFrom()),
                time("quietUntil", in.quietUntil()),
                Language.of(in.language() == null ? "zh" : in.language())
                        .orElseThrow(() -> Refused.invalid("language", "语言应为 zh 或 en")));
    }

    private static LocalTime time(String field, String text) {
        try {
            if (text == null) {
                return null;
            }
            if (TIME.matcher(text).matches()) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeParseException noTime) {
            throw Refused.invalid(field, "时间应写作 HH:mm，例如 22:00");
        }
        throw Refused.invalid(field, "时间应写作 HH:mm，例如 22:00");
    }

    private Officer managed(String officerId) {
        String id = caller.id().orElseThrow(() -> Refused.forbidden("请先登录"));
        Officer officer =
                directory.officer(officerId).orElseThrow(() -> Refused.notFound("没有账号为 %s 的在岗人员".formatted(officerId)));
        if (!id.equals(officerId)) {
            requireMayDecideFor(officer.unitCode());
        }
        return officer;
    }

    private void requireMayDecideFor(String unitCode) {
        String id = caller.id().orElseThrow(() -> Refused.forbidden("请先登录"));
        boolean may = caller.isAdministrator()
                || directory.officers(unitCode).stream()
                        .filter(Officer::firstResponsible)
                        .anyMatch(first -> people.assigneeFor(first.id())
                                .filter(id::equals)
                                .isPresent());
        if (!may) {
            throw Refused.forbidden("只有本人、本单位第一责任人或系统管理员可以设置");
        }
    }

    /**
     * @param channels names of {@link ChannelKind} in the order in which they are tried; empty: as it comes
     * @param quietFrom {@code HH:mm}, or null
     * @param language {@code zh} or {@code en}
     * @param phone of an officer, for SMS; read back in part only; empty: none any more, null: as it is
     */
    record Settings(List<String> channels, String quietFrom, String quietUntil, String language, String phone) {

        @Override
        public String toString() {
            return "Settings[]";
        }
    }
}
