package org.minqing.notification;

import java.time.Duration;

/** A message was not taken over; the text says why, for the record: no address, no secret. */
class DeliveryFailed extends Exception {

    /** What the failure says about the next attempt. */
    enum Reach {
        /** This message, this time; others may fare better. */
        MESSAGE,
        /** This receiver, for now. */
        RECEIVER,
        /** This receiver never again: somebody else must be told. */
        RECEIVER_GONE,
        /** Nobody through this channel for now. */
        CHANNEL_DOWN
    }

    private final Reach reach;
    private final transient Duration retryAfter;

    DeliveryFailed(Reach reach, String why, Throwable cause) {
        this(reach, why, null, cause);
    }

    /** @param retryAfter what the receiver asked for, or null */
    DeliveryFailed(Reach reach, String why, Duration retryAfter, Throwable cause) {
        super(why == null ? reach.name() : why, cause);
        this.reach = reach;
        this.retryAfter = retryAfter;
    }

    Reach reach() {
        return reach;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
