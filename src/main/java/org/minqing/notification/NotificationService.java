package org.minqing.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.UrgencyClass;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.engine.ShortIds;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes notices down beside the change that they tell of. They are delivered later, by the relay. */
@Service
public class NotificationService {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final NotificationRepository notifications;
    private final DirectoryService directory;
    private final ShortIds ids;
    private final Clock clock;

    NotificationService(NotificationRepository notifications, DirectoryService directory, ShortIds ids, Clock clock) {
        this.notifications = notifications;
        this.directory = directory;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Leaves a notice for a unit, in the caller's transaction: what is rolled back is never told.
     *
     * @param params what the template says beside the appeal's number, level, urgency and due time and the unit's name,
     *     which are taken from {@code appeal} unless given here ({@code number, level, urgency, due, unit}). Only names
     *     of units, numbers and dates ({@link #time}): never a person, never words of the appeal.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notifyUnit(Appeal appeal, String unitCode, Notice notice, Map<String, String> params) {
        notifications.insert(List.of(row(appeal, unitCode, notice, params)));
    }

    /**
     * Leaves a notice that is about no appeal.
     *
     * @param number by which people call what it is about
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notifyUnit(String number, String unitCode, Notice notice, Map<String, String> params) {
        Map<String, String> all = new TreeMap<>(params);
        all.put("number", number);
        all.put("unit", directory.find(unitCode).map(Unit::name).orElse(unitCode));
        notifications.insert(List.of(new NotificationRepository.Row(
                ids.getNextId(), null, notice, unitCode, all, UrgencyClass.BY_DEADLINE, clock.instant())));
    }

    /** The same for many at once, in their order: each appeal's notice goes to the unit beside it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notifyUnits(Map<Appeal, String> units, Notice notice) {
        notifications.insert(units.entrySet().stream()
                .map(one -> row(one.getKey(), one.getValue(), notice, Map.of()))
                .toList());
    }

    private NotificationRepository.Row row(Appeal appeal, String unitCode, Notice notice, Map<String, String> params) {
        Map<String, String> all = new TreeMap<>();
        all.put("number", appeal.number());
        all.put("unit", directory.find(unitCode).map(Unit::name).orElse(unitCode));
        if (appeal.level() != null) {
            all.put("level", appeal.level().label());
        }
        if (appeal.urgency() != null) {
            all.put("urgency", appeal.urgency().label());
        }
        if (appeal.dueAt() != null) {
            all.put("due", time(appeal.dueAt()));
        }
        all.putAll(params);
        return new NotificationRepository.Row(
                ids.getNextId(),
                appeal.id(),
                notice,
                unitCode,
                all,
                appeal.urgency() == null ? UrgencyClass.BY_DEADLINE : appeal.urgency(),
                clock.instant());
    }

    /** Takes everything that waits as delivered when it was written: what is played in virtual time was told then. */
    @Transactional
    public void toldInVirtualTime() {
        notifications.allDelivered("virtual");
    }

    /** A time as notices write it, e.g. {@code 11月22日 17:30}. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(ZONE));
    }
}
