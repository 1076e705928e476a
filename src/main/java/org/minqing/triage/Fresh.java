package org.minqing.triage;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Something built from a table, rebuilt when the table's fingerprint changes and at the latest after a minute, so that
 * no node works on an old table for longer. The fingerprint reads the whole table, so it is taken once a second and not
 * for every appeal. The age is real time: moving the engine's clock does not rebuild.
 *
 * @param <T> what is built; immutable
 */
final class Fresh<T> {

    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<String> fingerprint;
    private final Supplier<T> build;
    private volatile Built<T> built;

    Fresh(Supplier<String> fingerprint, Supplier<T> build) {
        this.fingerprint = fingerprint;
        this.build = build;
    }

    T get() {
        Built<T> current = built;
        long time = System.nanoTime();
        if (current == null || time - current.lookedAt > LOOK_EVERY_NANOS) {
            String now = fingerprint.get();
            boolean holds =
                    current != null && current.fingerprint.equals(now) && time - current.builtAt <= MAX_AGE_NANOS;
            current = holds
                    ? new Built<>(current.value, now, current.builtAt, time)
                    : new Built<>(build.get(), now, time, time);
            built = current;
        }
        return current.value;
    }

    private record Built<T>(T value, String fingerprint, long builtAt, long lookedAt) {}
}
