package org.minqing.directtrain;

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

    /** One appeal of it. @param owner name of the unit that owns the result */
    record Line(String number, String kind, String state, String answer, String owner, OffsetDateTime promisedAt) {}
}
