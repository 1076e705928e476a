package org.minqing.intake;

import java.util.Objects;
import java.util.Set;
import org.minqing.Refused;
import org.minqing.appeal.NewAppeal;
import org.minqing.appeal.Requester;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;

/**
 * An appeal as another system sends it. Unknown fields are refused; everything but the subject may be missing.
 *
 * @param source the channel, {@code api} where missing
 * @param sourceId the channel's id; sent again it is the same appeal
 * @param reportedAt ISO date and time, without an offset in zone Asia/Shanghai
 */
record AppealRequest(
        String source,
        String sourceId,
        RequesterKind requesterKind,
        Requester requester,
        String subject,
        String text,
        String place,
        String unitCode,
        String category,
        Set<Signal> signals,
        String mostNeeded,
        String hardest,
        String mostWanted,
        String reportedAt) {

    private static final String DEFAULT_SOURCE = "api";

    /**
     * @param categoryCode what the category was found to be, or null
     * @throws Refused when a value cannot be meant
     */
    NewAppeal toAppeal(String categoryCode, String reportedBy) {
        return new NewAppeal(
                Inputs.source(Objects.requireNonNullElse(source, DEFAULT_SOURCE)),
                sourceId,
                requesterKind,
                requester == null ? null : Inputs.checked(requester),
                subject,
                text,
                place,
                unitCode,
                categoryCode,
                signals,
                mostNeeded,
                hardest,
                mostWanted,
                reportedAt == null
                        ? null
                        : RowDate.parse(reportedAt)
                                .orElseThrow(
                                        () -> Refused.invalid("reportedAt", "反映时间应为日期和时间，如 2019-11-22T16:54:42+08:00")),
                null,
                reportedBy);
    }
}
