package org.minqing.whistle;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The whistles on an appeal as a person reads them. */
@Service
class WhistleRecordService {

    private final WhistleRecordRepository records;

    WhistleRecordService(WhistleRecordRepository records) {
        this.records = records;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<WhistleRecord> ofAppeal(String number) {
        return records.ofAppeal(number);
    }
}
