package org.minqing.level;

import org.minqing.engine.Step;

/**
 * What happened to a request for more time that is not a level's but a department's, though {@code deadlineExtension}
 * carries both.
 *
 * @param processInstanceId of the process that carries it
 * @param actor officer id where a person decided
 */
public record ExtensionOfPart(String processInstanceId, What what, String actor, Step step) {

    public enum What {
        /** Somebody says yes; {@link #GRANTED} follows. */
        APPROVED,
        /** Somebody says no; {@link #REFUSED} follows. */
        DECLINED,
        GRANTED,
        REFUSED,
        LAPSED
    }
}
