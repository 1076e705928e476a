package org.minqing.triage;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Something built from a table, rebuilt when the table's fingerprint changes and at the latest after a minute, so that
 * no node works on an old table for longer. The age is real time: moving the engine's clock does not rebuild.
 *
 * @param <T> what is built; immutable
 */
final class Fresh<T> {

    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<String> fingerprint;
    private final Supplier<T> build;
    private volatile Built<T> built;

    Fresh(Supplier<String> fingerprint, Supplier<T> build) {
        this.fingerprint = fingerprint;
        this.build = build;
    }

    T get() {
        String now = fingerprint.get();
        Built<T> current = built;
        if (current == null || !current.fingerprint.equals(now) || System.nanoTime() - current.at > MAX_AGE_NANOS) {
            current = new Built<>(build.get(), now, System.nanoTime());
            built = current;
        }
        return current.value;
    }

    private record Built<T>(T value, String fingerprint, long at) {}
}
