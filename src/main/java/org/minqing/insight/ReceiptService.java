package org.minqing.insight;

import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.directory.Role;
import org.minqing.engine.Caller;
import org.minqing.security.RequesterCodes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The receipt that a person takes home. It is made for who has written the appeal down and for the dispatch desk, nobody
 * else, and each one is an entry of the audit: whoever holds the code can rate in the requester's name.
 */
@Service
class ReceiptService {

    private final AppealService appeals;
    private final RequesterCodes codes;
    private final AuditService audit;
    private final Caller caller;
    private final String baseUrl;

    ReceiptService(
            AppealService appeals,
            RequesterCodes codes,
            AuditService audit,
            Caller caller,
            @Value("${minqing.base-url}") String baseUrl) {
        this.appeals = appeals;
        this.codes = codes;
        this.audit = audit;
        this.caller = caller;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    /** @throws Refused 403 when the caller is neither the reporter nor of the dispatch desk */
    @Transactional
    public Receipt receipt(String number) {
        Appeal appeal = appeals.get(number);
        boolean reporter =
                caller.id().filter(id -> id.equals(appeal.reportedBy())).isPresent();
        if (!reporter && !caller.groups().contains(Role.DISPATCHER.groupId())) {
            throw Refused.forbidden("受理单由登记人或派单中心打印");
        }
        audit.record(AuditEntry.of("RECEIPT_SHOWN", number).about(appeal.id()));
        return new Receipt(number, codes.codeOf(number), baseUrl + "/track");
    }

    record Receipt(String number, String code, String address) {}
}
