package org.minqing.appeal;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.engine.Caller;
import org.minqing.security.AccessRule;
import org.minqing.security.PersonalDataCipher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reading personal data: masked for whoever sees the case, whole for who works on cases and says why, found by
 * telephone. Each whole reading and each search is an entry of the audit.
 */
@Service
public class RequesterService {

    /** Those who work on cases; neither who oversees nor who administrates. */
    private static final Set<String> WORKING = Set.of(
            "role-grid-member",
            "role-community-staff",
            "role-street-staff",
            "role-department-staff",
            "role-guidance-group",
            "role-dispatcher");

    private static final int SHORTEST_REASON = 2;
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_NUMBER = 40;
    private static final int MOST_HITS = 50;
    private static final int BATCH = 200;

    private final RequesterRepository requesters;
    private final AppealService appeals;
    private final AuditService audit;
    private final AccessRule access;
    private final Caller caller;
    private final PersonalDataCipher cipher;
    private final TransactionTemplate transaction;

    RequesterService(
            RequesterRepository requesters,
            AppealService appeals,
            AuditService audit,
            AccessRule access,
            Caller caller,
            PersonalDataCipher cipher,
            PlatformTransactionManager transactions) {
        this.requesters = requesters;
        this.appeals = appeals;
        this.audit = audit;
        this.access = access;
        this.caller = caller;
        this.cipher = cipher;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Empty where the appeal has no personal data. */
    @Transactional(readOnly = true)
    public Optional<Requester> masked(String number) {
        return requesters.find(visible(number).id()).map(Requester::masked);
    }

    /**
     * Personal data as it is, and an entry of who read it and why.
     *
     * @param reason 2 to 200 characters
     * @throws Refused 403 for who does not work on cases, 404 when there is no such appeal for the caller or nothing to
     *     read, 422 without a reason
     */
    @Transactional
    public Requester reveal(String number, String reason) {
        requireWorking();
        Appeal appeal = visible(number);
        String why = checked(reason);
        Requester requester =
                requesters.find(appeal.id()).orElseThrow(() -> Refused.notFound("诉求 %s 没有登记诉求人信息".formatted(number)));
        audit.record(AuditEntry.of("REVEALED", appeal.number())
                .about(appeal.id())
                .with("fields", requester.fields())
                .note(why));
        return requester;
    }

    /**
     * The newest appeals of a telephone number that the caller may see, and an entry of who searched.
     *
     * @throws Refused 403 for who does not work on cases, 422 when this is no number
     */
    @Transactional
    public List<Hit> byPhone(String phone) {
        requireWorking();
        if (phone == null
                || phone.length() > LONGEST_NUMBER
                || cipher.phoneDigests(phone).isEmpty()) {
            throw Refused.invalid("phone", "电话号码应为至少 5 位数字");
        }
        List<Hit> hits = requesters.byPhone(phone, access.scope(), MOST_HITS);
        audit.record(AuditEntry.of("SEARCHED_BY_PHONE", null)
                .with("phone", audit.digest(phone.replaceAll("[^0-9]", "")))
                .with("found", hits.stream().map(Hit::number).toList()));
        return hits;
    }

    /**
     * Seals all rows with the current key that another one has sealed, a few at a time; may be broken off and run again.
     *
     * @return how many
     */
    public int reencrypt() {
        int all = 0;
        int some;
        do {
            some = transaction.execute(status -> {
                List<Long> rows = requesters.withOldKey(BATCH);
                rows.forEach(requesters::reseal);
                if (!rows.isEmpty()) {
                    audit.record(
                            AuditEntry.of("REENCRYPTED", cipher.currentKey()).with("rows", rows.size()),
                            "command:reencrypt");
                }
                return rows.size();
            });
            all += some;
        } while (some > 0);
        return all;
    }

    static String checked(String reason) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw Refused.invalid("reason", "请说明理由，%d 至 %d 个字".formatted(SHORTEST_REASON, LONGEST_REASON));
        }
        return why;
    }

    private Appeal visible(String number) {
        Appeal appeal = appeals.get(number);
        if (!access.maySee(appeal.id())) {
            throw Refused.notFound("没有编号为 %s 的诉求".formatted(number));
        }
        return appeal;
    }

    private void requireWorking() {
        if (Collections.disjoint(caller.groups(), WORKING)) {
            throw Refused.forbidden("只有办理诉求的人员可以查看诉求人信息");
        }
    }

    /** An appeal of a telephone number. */
    public record Hit(String number, String subject, AppealState state, Instant receivedAt) {}
}
