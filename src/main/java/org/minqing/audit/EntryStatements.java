package org.minqing.audit;

import jakarta.annotation.PreDestroy;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes beside the checkpoints, once a second and at the end, which entries this process has committed. */
@Component
class EntryStatements {

    private static final Logger LOG = LoggerFactory.getLogger(EntryStatements.class);

    private final EntryNumbers numbers;
    private final Checkpoints checkpoints;
    private final Clock clock;

    EntryStatements(EntryNumbers numbers, Checkpoints checkpoints, Clock clock) {
        this.numbers = numbers;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    synchronized void write() {
        for (EntryNumbers.Statement statement : numbers.unsaid()) {
            checkpoints.write(statement, clock.instant());
            numbers.said(statement);
        }
    }

    @PreDestroy
    void writeTheLast() {
        try {
            write();
        } catch (UncheckedIOException unwritable) {
            LOG.warn("the audit does not know which entries of the last second were committed", unwritable);
        }
    }
}
