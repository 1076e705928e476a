package org.minqing.samequestion;

import org.minqing.security.AccessRule;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an appeal shares with others, as far as the caller sees them. */
@Service
class SameQuestionRecordService {

    private final SameQuestionRecordRepository records;
    private final AccessRule access;

    SameQuestionRecordService(SameQuestionRecordRepository records, AccessRule access) {
        this.records = records;
        this.access = access;
    }

    @Transactional(readOnly = true)
    SameQuestionRecord of(String number) {
        return new SameQuestionRecord(
                records.joined(number), records.waiting(number, access.scope()), records.waitingNow(number));
    }
}
