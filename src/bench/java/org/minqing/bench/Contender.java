package org.minqing.bench;

import java.util.function.BiConsumer;

/** Somebody who can play the one case from receipt to call-back; the steps have the names of {@code cost/budgets.csv}. */
interface Contender extends AutoCloseable {

    String name();

    /** The database that it has to itself. */
    String database();

    /**
     * Plays one case to its end.
     *
     * @param step told each step's name and how to take it; takes it exactly once
     */
    void play(BiConsumer<String, Runnable> step);

    /** Does what is done for many cases at once, such as delivering notices. */
    default void settle() {}

    @Override
    void close();
}
