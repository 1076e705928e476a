package org.minqing.appeal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.engine.Caller;
import org.minqing.security.PersonalDataCipher;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erasure of a requester's data, on request and when its time is over: personal data, attachments and all words of the
 * case, at once. While the case is open it needs its words, so only what names him goes, and the rest when it is over.
 * Times, units, classes and ratings stay: no number of a statistic changes.
 */
@Service
public class ErasureService {

    private static final Set<String> MAY = Set.of("role-dispatcher");
    private static final String HIDDEN = "****";
    private static final int SHORTEST = 2;
    /** Mobile and fixed numbers, identity numbers. */
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<![0-9])(?:1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|0[0-9]{2,3}[ -]?[0-9]{7,8}|[1-9][0-9]{16}[0-9Xx])(?![0-9])");

    private final ErasureRepository erasures;
    private final RequesterRepository requesters;
    private final AppealService appeals;
    private final AppealProcess process;
    private final AuditService audit;
    private final ApplicationEventPublisher events;
    private final PersonalDataCipher.Settings settings;
    private final Caller caller;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ErasureService(
            ErasureRepository erasures,
            RequesterRepository requesters,
            AppealService appeals,
            AppealProcess process,
            AuditService audit,
            ApplicationEventPublisher events,
            PersonalDataCipher.Settings settings,
            Caller caller,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.erasures = erasures;
        this.requesters = requesters;
        this.appeals = appeals;
        this.process = process;
        this.audit = audit;
        this.events = events;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** DONE: everything is gone. WORDS_LATER: what names the requester is gone, the rest goes when the case is over. */
    public enum Outcome {
        DONE,
        WORDS_LATER
    }

    /**
     * The requester wants his data gone.
     *
     * @param reason how he asked, 2 to 200 characters
     * @throws Refused 403 for who is no dispatcher, 422 without a reason
     */
    @Transactional
    public Outcome request(String number, String reason) {
        if (Collections.disjoint(caller.groups(), MAY) && !caller.isAdministrator()) {
            throw Refused.forbidden("只有派单员可以办理个人信息删除");
        }
        String why = RequesterService.checked(reason);
        Appeal appeal = appeals.lock(appeals.get(number).id());
        if (erasures.isDone(appeal.id())) {
            return Outcome.DONE;
        }
        erasures.request(appeal.id(), caller.idOr("requester"), clock.instant());
        return erase(appeal, caller.idOr("requester"), why);
    }

    /** Erasures that waited for the end of a case, and cases whose time is over. */
    void run() {
        var before =
                clock.instant().atOffset(ZoneOffset.UTC).minus(settings.keep()).toInstant();
        while (one(erasures::nextWaiting, "rule:erasure")
                || one(() -> erasures.nextExpired(before), "rule:retention")) {
            // one transaction each
        }
    }

    private boolean one(java.util.function.Supplier<Optional<Long>> next, String rule) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Long> id = next.get();
            id.ifPresent(appealId -> {
                Appeal appeal = appeals.lock(appealId);
                erasures.request(appealId, rule, clock.instant());
                erase(appeal, rule, null);
            });
            return id.isPresent();
        }));
    }

    private Outcome erase(Appeal appeal, String actor, String reason) {
        boolean over = appeal.closedAt() != null;
        Optional<Requester> requester = requesters.find(appeal.id());
        if (over) {
            erasures.erase(appeal.id());
            erasures.done(appeal.id(), clock.instant());
        } else {
            erasures.redact(appeal.id(), redaction(requester));
        }
        requesters.delete(appeal.id());
        process.wordsErased(appeal);
        events.publishEvent(new AppealErased(appeal.id()));
        AuditEntry entry = AuditEntry.of(AuditService.ERASED, appeal.number())
                .about(appeal.id())
                .with("over", over)
                .with(
                        "phone",
                        requester.map(Requester::phone).map(audit::digest).orElse(null));
        audit.record(reason == null ? entry : entry.with("reason", "#" + audit.digest(reason)), actor);
        return over ? Outcome.DONE : Outcome.WORDS_LATER;
    }

    private static UnaryOperator<String> redaction(Optional<Requester> requester) {
        Pattern named = Pattern.compile(requester
                .map(known -> Stream.of(known.name(), known.phone(), known.address(), known.idNumber())
                        .filter(value -> value != null && value.strip().length() >= SHORTEST)
                        .map(String::strip)
                        .map(Pattern::quote)
                        .reduce((one, other) -> one + "|" + other)
                        .orElse("(?!)"))
                .orElse("(?!)"));
        return text -> NUMBERS.matcher(named.matcher(text).replaceAll(java.util.regex.Matcher.quoteReplacement(HIDDEN)))
                .replaceAll(java.util.regex.Matcher.quoteReplacement(HIDDEN));
    }
}
