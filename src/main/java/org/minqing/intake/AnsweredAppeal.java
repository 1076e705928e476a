package org.minqing.intake;

import java.time.Instant;
import org.minqing.appeal.NewAppeal;

/**
 * A row of a channel's export together with the answer that was given.
 *
 * @param row as a spreadsheet counts, the heading is row 1
 * @param appeal as it would be taken in; its time of report is known
 * @param reply null where the export has none
 * @param repliedAt null = never; not before the report
 */
public record AnsweredAppeal(int row, NewAppeal appeal, String reply, Instant repliedAt) {}
