package org.minqing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps new rows for the end of the transaction, when all of them are written in one statement, in their order. Whoever
 * reads the table in the same transaction has them written first.
 *
 * @param <R> a row
 */
public final class PendingRows<R> {

    private static final int MOST_AT_ONCE = 100;

    private final Consumer<List<R>> insert;

    /** @param insert writes rows, at most a hundred at a time */
    public PendingRows(Consumer<List<R>> insert) {
        this.insert = insert;
    }

    /** Outside a transaction the row is written at once. */
    public void add(R row) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().add(row);
        } else {
            insert.accept(List.of(row));
        }
    }

    public void write() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            pending().write();
        }
    }

    @SuppressWarnings("unchecked")
    private Pending pending() {
        Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        return pending;
    }

    /** A transaction in between ({@code REQUIRES_NEW}) writes for itself. */
    private final class Pending implements TransactionSynchronization {

        private final List<R> rows = new ArrayList<>();

        void add(R row) {
            rows.add(row);
            if (rows.size() >= MOST_AT_ONCE) {
                write();
            }
        }

        void write() {
            if (!rows.isEmpty()) {
                insert.accept(List.copyOf(rows));
                rows.clear();
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(PendingRows.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(PendingRows.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(PendingRows.this);
        }
    }
}
