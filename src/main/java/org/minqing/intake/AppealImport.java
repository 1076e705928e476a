package org.minqing.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.Refused;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.OneCommand;
import org.minqing.triage.TriageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes a channel's export in, some rows in one transaction, and each in one of its own where one of them is refused. The
 * file is read twice: once to the end to see that it can be read at all, before anything is done, and once to take it in. A
 * file that was interrupted can be sent again: what was taken in is known then.
 */
@Component
public class AppealImport {

    private static final Logger log = LoggerFactory.getLogger(AppealImport.class);
    private static final int CHUNK = 200;
    /** So few that somebody who reports something meanwhile hardly waits for his district's next number. */
    private static final int TOGETHER = 20;

    private static final int TRIES = 3;
    private static final int MAX_FAILURES = 20;

    private final AppealService appeals;
    private final KnownAppeals known;
    private final AppealRow rows;
    private final DirectoryService directory;
    private final TriageService triage;
    private final OneCommand command;

    AppealImport(
            AppealService appeals,
            KnownAppeals known,
            AppealRow rows,
            DirectoryService directory,
            TriageService triage,
            OneCommand command) {
        this.triage = triage;
        this.command = command;
        this.appeals = appeals;
        this.known = known;
        this.rows = rows;
        this.directory = directory;
    }

    /** Is told how far an import is; rows without content are not counted. */
    @FunctionalInterface
    public interface Progress {
        void rowsDone(long done, long all);
    }

    /**
     * Must be called outside a transaction.
     *
     * @param source the channel; with a row's id it makes the appeal known
     * @throws Refused when the file as a whole cannot be read or there is no directory yet; nothing has been done then
     */
    public AppealReport importFile(Path file, String source, Progress progress) {
        Inputs.source(source);
        directory.city();
        try {
            long all = count(file);
            try (Sheet sheet = Sheet.open(file)) {
                return take(sheet, source, progress, all);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long count(Path file) throws IOException {
        try (Sheet sheet = Sheet.open(file)) {
            Columns.find(sheet);
            long count = 0;
            while (sheet.hasNext()) {
                sheet.next();
                count++;
            }
            return count;
        }
    }

    private AppealReport take(Sheet sheet, String source, Progress progress, long all) {
        Tally tally = new Tally();
        Columns columns = Columns.find(sheet);
        long done = 0;
        while (sheet.hasNext()) {
            List<Row> chunk = new ArrayList<>(CHUNK);
            while (sheet.hasNext() && chunk.size() < CHUNK) {
                read(sheet.next(), columns, source, tally, chunk);
                done++;
            }
            Set<String> before = known.among(
                    source, chunk.stream().map(row -> row.appeal.sourceId()).toList());
            List<Row> unknown = chunk.stream()
                    .filter(row -> !before.contains(row.appeal.sourceId()))
                    .toList();
            tally.known += chunk.size() - unknown.size();
            for (int from = 0; from < unknown.size(); from += TOGETHER) {
                List<Row> some = unknown.subList(from, Math.min(from + TOGETHER, unknown.size()));
                if (!takeTogether(some, tally)) {
                    some.forEach(row -> take(row, columns, tally));
                }
            }
            progress.rowsDone(done, all);
        }
        return new AppealReport(tally.created, tally.known, tally.refused);
    }

    private void read(SheetRow row, Columns columns, String source, Tally tally, List<Row> chunk) {
        try {
            chunk.add(new Row(row.number(), rows.read(row, columns, source)));
        } catch (Refused refused) {
            tally.refuse(row.number(), columns.heading(refused.field()), refused.getMessage());
        }
    }

    /**
     * Two imports at once may wait for each other's districts; the database ends one of them, which then goes on row by
     * row.
     *
     * @return false where nothing was done, since one of the rows cannot be taken in like that
     */
    private boolean takeTogether(List<Row> some, Tally tally) {
        try {
            long created = command.call(() -> some.stream()
                    .filter(row -> appeals.receive(triage.placed(row.appeal)).created())
                    .count());
            tally.created += (int) created;
            tally.known += some.size() - (int) created;
            return true;
        } catch (RuntimeException oneFailed) {
            // each alone tells which one, and why; the message may repeat what stands in a row
            if (!(oneFailed instanceof Refused)) {
                log.warn("{} rows are taken in one by one: {}", some.size(), oneFailed.getClass());
            }
            return false;
        }
    }

    private void take(Row row, Columns columns, Tally tally) {
        try {
            if (receive(row.appeal)) {
                tally.created++;
            } else {
                tally.known++;
            }
        } catch (Refused refused) {
            tally.refuse(row.number, columns.heading(refused.field()), refused.getMessage());
        } catch (DataIntegrityViolationException notStorable) {
            // its message may repeat what stands in the row
            log.error("row {} could not be stored: {}", row.number, notStorable.getClass());
            tally.refuse(row.number, null, "数据库无法保存这一行");
        } catch (DataAccessException | TransactionException noDatabase) {
            throw noDatabase;
        } catch (RuntimeException unexpected) {
            tally.failed(unexpected);
            log.error("row {} could not be taken in", row.number, unexpected);
            tally.refuse(row.number, null, "系统未能受理这一行，请联系管理员");
        }
    }

    /** @return whether it is new; what is received elsewhere at this moment is not */
    private boolean receive(NewAppeal appeal) {
        for (int tried = 1; ; tried++) {
            try {
                return appeals.receive(triage.placed(appeal)).created();
            } catch (DuplicateKeyException elsewhere) {
                if (appeals.bySource(appeal.source(), appeal.sourceId()).isPresent()) {
                    return false;
                }
                throw elsewhere;
            } catch (ConcurrencyFailureException busy) {
                if (tried == TRIES) {
                    throw busy;
                }
            }
        }
    }

    private record Row(long number, NewAppeal appeal) {}

    private static final class Tally {
        private int created;
        private int known;
        private int failures;
        private final List<RefusedRow> refused = new ArrayList<>();

        /** One row that fails costs no other its place; a system that fails at every row is better left alone. */
        void failed(RuntimeException why) {
            failures++;
            if (failures > MAX_FAILURES) {
                throw why;
            }
        }

        void refuse(long row, String field, String reason) {
            refused.add(new RefusedRow(Math.toIntExact(row), field, reason));
        }
    }
}
