package org.minqing.bench;

import java.util.function.Consumer;

/** One whose cases many people may work on at the same time. */
interface CrowdContender extends Contender {

    /**
     * Plays one case to its end while others play theirs.
     *
     * @param completion told each single answer to a task; gives it exactly once
     */
    void play(Consumer<Runnable> completion);
}
