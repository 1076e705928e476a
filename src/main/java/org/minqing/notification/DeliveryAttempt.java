package org.minqing.notification;

import java.time.Instant;

/**
 * A line of a notice's delivery log.
 *
 * @param channel name of a {@link ChannelKind}
 * @param unit whose people were to be told
 * @param answer what the other side said
 * @param nextAt when it was to be tried again; null: it was taken over
 */
record DeliveryAttempt(Instant at, String channel, String unit, String answer, Instant nextAt) {}
