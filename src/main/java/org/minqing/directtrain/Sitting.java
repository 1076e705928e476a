package org.minqing.directtrain;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One sitting (一期) as a person reads it.
 *
 * @param number {@code <area code>-ZTC-<year>-<3 digits>}
 * @param economic how many of its appeals are of enterprises; the others are of {@code livelihood}
 * @param answered how many were answered on the spot; {@code done} of them are settled
 */
record Sitting(
        String number,
        String area,
        String leader,
        OffsetDateTime openedAt,
        OffsetDateTime dueAt,
        int economic,
        int livelihood,
        int answered,
        int done,
        List<Line> appeals) {

    /**
     * One appeal of it. Null where it has not come to that yet.
     *
     * @param label the state's word on screens
     * @param owner name of the unit that owns the result
     * @param promisedAt the day that was promised; where it was settled on the spot, then
     * @param result what the owner has done
     */
    @Schema(name = "SittingAppeal")
    record Line(
            String number,
            String subject,
            String kind,
            String kindLabel,
            String state,
            String label,
            String answer,
            String owner,
            OffsetDateTime promisedAt,
            OffsetDateTime doneAt,
            String result) {}
}
