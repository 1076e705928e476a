package org.minqing.notification;

/**
 * An address that was set up for a unit, or an officer's telephone.
 *
 * @param url of the receiver; for {@link ChannelKind#SMS} the telephone number
 * @param secret what messages are signed with, or null
 * @param shown what may be shown of the address: no key, no whole number
 * @param atOnce how many messages may be under way to it at a time
 * @param perMinute how many it gets in a minute, 0: as many as come
 */
record Address(
        long id,
        ChannelKind channel,
        String unitCode,
        String officerId,
        String url,
        String secret,
        String shown,
        int atOnce,
        int perMinute) {

    @Override
    public String toString() {
        return "Address[%d %s]".formatted(id, shown);
    }
}
