package org.minqing.notification;

/** A way to somebody outside. Delivering the same message twice must be recognisable by its id. */
interface NotificationChannel {

    ChannelKind kind();

    /**
     * Delivers now, within a minute at most; returning means that the other side has taken the message over.
     *
     * @return what it answered, for the record
     */
    String deliver(Message message, Target target) throws DeliveryFailed;
}
