package org.minqing.notification;

/** A letter was not taken over; the message says why, for the record. */
class DeliveryFailed extends Exception {

    /** What the failure says about the next attempt. */
    enum Reach {
        /** This letter, this time. */
        LATER,
        /** These receivers never: somebody else must be told. */
        RECEIVER_GONE,
        /** Nobody through this channel for now. */
        CHANNEL_DOWN
    }

    private final Reach reach;

    DeliveryFailed(Reach reach, String why, Throwable cause) {
        super(why, cause);
        this.reach = reach;
    }

    Reach reach() {
        return reach;
    }
}
