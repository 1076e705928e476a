package org.minqing.intake;

import java.util.List;
import org.minqing.ImportReport.RefusedRow;

/**
 * What became of each row of a file of appeals.
 *
 * @param known rows that were taken in before, by source and id
 * @param refused in the order of the file
 */
public record AppealReport(int created, int known, List<RefusedRow> refused) {}
