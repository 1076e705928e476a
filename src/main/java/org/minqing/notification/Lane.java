package org.minqing.notification;

import java.time.Instant;

/**
 * The way to one receiver by one channel, as a node has leased it. What it says is shared by all nodes.
 *
 * @param failures rounds in a row without success; a round that follows one begins with a single notice
 * @param rateAt when the messages sent so far will have used up their share of the rate limit, or null
 * @param lastMessageAt when the last message was taken over, or null
 */
record Lane(
        String key,
        ChannelKind channel,
        String unitCode,
        String officerId,
        Long addressId,
        int failures,
        Instant rateAt,
        Instant lastMessageAt,
        boolean gone) {}
