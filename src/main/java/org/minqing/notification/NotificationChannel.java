package org.minqing.notification;

import java.util.List;
import org.minqing.directory.Officer;

/** A way to somebody outside. Delivering the same letter twice must be recognisable by its notice id. */
interface NotificationChannel {

    /** The name in the delivery's record. */
    String name();

    /** Those of the officers whom this channel can address. */
    List<Officer> reachable(List<Officer> officers);

    /**
     * Delivers now; returning means that the other side has taken the letter over for at least one of the receivers.
     *
     * @param receivers not empty, and {@link #reachable}
     */
    void deliver(Letter letter, List<Officer> receivers) throws DeliveryFailed;
}
