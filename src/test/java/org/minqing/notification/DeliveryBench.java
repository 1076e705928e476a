package org.minqing.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.RequesterKind;
import org.minqing.directory.DirectoryService;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of delivery share: relays with the channels that a test wants, notices, addresses, looks at the rows. */
@Component
@Profile("test")
class DeliveryBench {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final Duration ANSWER = Duration.ofMillis(700);

    final NotificationRepository notifications;
    final LaneRepository lanes;
    final ChoiceRepository choices;
    final AddressRepository addresses;
    private final NotificationService service;
    private final Unreached unreached;
    private final LetterWriter letters;
    private final DirectoryService directory;
    private final AppealService appeals;
    private final ObjectMapper json;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryBench(
            NotificationRepository notifications,
            LaneRepository lanes,
            ChoiceRepository choices,
            AddressRepository addresses,
            NotificationService service,
            Unreached unreached,
            LetterWriter letters,
            DirectoryService directory,
            AppealService appeals,
            ObjectMapper json,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.notifications = notifications;
        this.lanes = lanes;
        this.choices = choices;
        this.addresses = addresses;
        this.service = service;
        this.unreached = unreached;
        this.letters = letters;
        this.directory = directory;
        this.appeals = appeals;
        this.json = json;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What other tests left is none of ours. */
    void clear() {
        jdbc.sql("update notification set state = 'DELIVERED', incident_id = null")
                .update();
        for (String table : List.of(
                "notification_lane",
                "notification_attempt",
                "notification_choice",
                "notification_address",
                "notification_template")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    NotificationRelay relay(NotificationChannel... channels) {
        List<NotificationChannel> all = List.of(channels);
        Receivers receivers = new Receivers(directory, choices, addresses, all);
        NotificationRouter router =
                new NotificationRouter(notifications, lanes, receivers, unreached, transaction, clock);
        return new NotificationRelay(
                notifications,
                router,
                lanes,
                receivers,
                unreached,
                letters,
                all,
                transaction,
                clock,
                new SimpleMeterRegistry(),
                Duration.ofMinutes(5));
    }

    MailChannel mail(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.sendpartial", "true");
        sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "1000");
        sender.getJavaMailProperties().put("mail.smtp.timeout", "1000");
        return new MailChannel(sender, "minqing@example.org", Duration.ofSeconds(3));
    }

    HttpSender http() {
        return new HttpSender(true, ANSWER, clock);
    }

    WebhookChannel webhooks() {
        return new WebhookChannel(http(), json, clock);
    }

    DingTalkChannel dingTalk() {
        return new DingTalkChannel(new Robots(http(), json), clock);
    }

    WeComChannel weCom() {
        return new WeComChannel(new Robots(http(), json));
    }

    Address address(ChannelKind channel, String unit, String url, int atOnce, int perMinute) {
        String secret = channel == ChannelKind.WECOM ? null : SECRET;
        return addresses.insert(
                new Address(0, channel, unit, null, url, secret, "test", atOnce, perMinute), clock.instant());
    }

    Appeal appeal() {
        return appeals.register(new NewAppeal(
                "test",
                null,
                RequesterKind.RESIDENT,
                null,
                "路灯不亮",
                "楼下路灯坏了",
                null,
                TestDirectory.GRID,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "grid-1"));
    }

    /** @return its id */
    String notice(Appeal appeal, String unit, Notice notice) {
        transaction.executeWithoutResult(status -> service.notifyUnit(appeal, unit, notice, Map.of()));
        return jdbc.sql("select id from notification where appeal_id = ? order by seq desc fetch first 1 rows only")
                .param(appeal.id())
                .query(String.class)
                .single();
    }

    String urgentNotice(Appeal appeal, String unit, Notice notice) {
        String id = notice(appeal, unit, notice);
        jdbc.sql("update notification set urgency = 'IMMEDIATE' where id = ?")
                .param(id)
                .update();
        return id;
    }

    void pass(Duration time) {
        ClockUtil.setCurrentTime(Date.from(clock.instant().plus(time)));
    }

    Instant now() {
        return clock.instant();
    }

    String state(String id) {
        return column(id, "state", String.class);
    }

    String channel(String id) {
        return column(id, "channel", String.class);
    }

    String receiver(String id) {
        return column(id, "receiver_unit", String.class);
    }

    int attempts(String id) {
        return column(id, "attempts", Integer.class);
    }

    Instant next(String id) {
        return column(id, "next_attempt_at", OffsetDateTime.class).toInstant();
    }

    /** The delivery log of a notice: what was answered, oldest first. */
    List<String> answers(String id) {
        return jdbc.sql("select answer from notification_attempt where notification_id = ? order by id")
                .param(id)
                .query(String.class)
                .list();
    }

    boolean hasIncident(String id) {
        return column(id, "incident_id", String.class) != null;
    }

    /** When the lane of this unit by this channel opens again, or null. */
    Instant shutUntil(ChannelKind channel) {
        return jdbc.sql("select max(due_at) from notification_lane where channel = ? and lane <> channel")
                .param(channel.name())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    int waiting() {
        return jdbc.sql("select count(*) from notification where state = 'WAITING'")
                .query(Integer.class)
                .single();
    }

    /** Notices of appeals that exist already, many at once. */
    void many(List<Appeal> of, String unit, Notice notice, int times) {
        for (int i = 0; i < times; i++) {
            transaction.executeWithoutResult(status -> service.notifyUnits(
                    of.stream()
                            .collect(Collectors.toMap(
                                    appeal -> appeal, appeal -> unit, (one, other) -> one, LinkedHashMap::new)),
                    notice));
        }
    }

    private <T> T column(String id, String column, Class<T> type) {
        return jdbc.sql("select " + column + " from notification where id = ?")
                .param(id)
                .query(type)
                .list()
                .get(0);
    }
}
