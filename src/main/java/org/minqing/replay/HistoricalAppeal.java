package org.minqing.replay;

import java.time.Instant;
import java.util.Objects;
import org.minqing.appeal.NewAppeal;

/**
 * One row of a historical export.
 *
 * @param row as the spreadsheet counts, the heading is row 1
 * @param appeal what was filed; its source id is the export's message id, its receipt the time of filing
 * @param reply the unit's answer; never blank where {@code repliedAt} is known
 * @param repliedAt when the unit answered, not before the filing; null = never
 */
record HistoricalAppeal(int row, NewAppeal appeal, String reply, Instant repliedAt) {

    HistoricalAppeal {
        Objects.requireNonNull(appeal.sourceId());
        Objects.requireNonNull(appeal.receivedAt());
    }

    String messageId() {
        return appeal.sourceId();
    }

    Instant filedAt() {
        return appeal.receivedAt();
    }
}
