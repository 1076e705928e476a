package org.minqing;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers until the transaction ends what was read in it, so that one business event does not read the same row again
 * and again. Whoever writes the row forgets it. Outside a transaction nothing is remembered; neither is what was not
 * found.
 *
 * @param <K> what a row is known by
 * @param <V> the row; immutable
 */
public final class TransactionMemo<K, V> {

    /** A transaction that reads more than this, an import, begins to remember anew. */
    private static final int MOST = 4_000;

    public Optional<V> get(K key, Supplier<Optional<V>> read) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.get();
        }
        V known = rows().get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<V> found = read.get();
        found.ifPresent(row -> put(key, row));
        return found;
    }

    /** Those of the keys that are worth reading ahead, since they are not known yet; none outside a transaction. */
    public Set<K> unknown(Collection<K> keys) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return Set.of();
        }
        Set<K> unknown = new LinkedHashSet<>(keys);
        unknown.removeAll(rows().keySet());
        return unknown;
    }

    public void put(K key, V row) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            Map<K, V> rows = rows();
            if (rows.size() >= MOST) {
                rows.clear();
            }
            rows.put(key, row);
        }
    }

    public void forget(K key) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            rows().remove(key);
        }
    }

    public void forgetAll() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            rows().clear();
        }
    }

    /**
     * A row has been locked, and whoever held it before may have written: all that this transaction remembers, whoever
     * asked for it, is read anew.
     */
    public static void forgetEverything() {
        TransactionSynchronizationManager.getResourceMap().keySet().stream()
                .filter(TransactionMemo.class::isInstance)
                .forEach(memo -> ((TransactionMemo<?, ?>) memo).forgetAll());
    }

    @SuppressWarnings("unchecked")
    private Map<K, V> rows() {
        Map<K, V> rows = (Map<K, V>) TransactionSynchronizationManager.getResource(this);
        if (rows == null) {
            rows = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, rows);
            TransactionSynchronizationManager.registerSynchronization(new Binding(rows));
        }
        return rows;
    }

    /** A transaction in between ({@code REQUIRES_NEW}) remembers for itself. */
    private final class Binding implements TransactionSynchronization {

        private final Map<K, V> rows;

        Binding(Map<K, V> rows) {
            this.rows = rows;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionMemo.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionMemo.this, rows);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionMemo.this);
        }
    }
}
