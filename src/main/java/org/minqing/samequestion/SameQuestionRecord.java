package org.minqing.samequestion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What an appeal shares with others (同题共答).
 *
 * @param joined the researches of others that it waits for or has waited for, the newest first
 * @param waiting the appeals that wait or have waited for its own research, in the order in which they joined, as far as
 *     the caller sees them
 * @param waitingNow how many wait at this moment, seen or not
 */
record SameQuestionRecord(List<Line> joined, List<Line> waiting, int waitingNow) {

    /**
     * One appeal that joined.
     *
     * @param number of the other appeal
     * @param label the state's word on screens
     * @param similarity 0 to 1, as it was suggested; null where a person knew better
     * @param joinedBy name of the officer
     * @param leftBy name of the officer, or of the rule; null while it waits
     */
    @Schema(name = "JoinedAppeal")
    record Line(
            String number,
            String state,
            String label,
            BigDecimal similarity,
            String joinedBy,
            OffsetDateTime joinedAt,
            String reason,
            String leftBy,
            OffsetDateTime leftAt,
            String leftReason) {}
}
