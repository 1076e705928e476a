package org.minqing.notification;

import org.minqing.directory.Officer;
import org.minqing.directory.Unit;

/**
 * One receiver by one channel.
 *
 * @param unit whose people it is
 * @param officer who is written to, or null where the unit as a whole is
 * @param address what was set up for the channel, or null: the officer's e-mail address
 */
record Target(ChannelKind channel, Unit unit, Officer officer, Address address, Choice choice) {

    /** The key of its lane: another address is another lane, so that a changed one starts afresh. */
    String lane() {
        if (channel == ChannelKind.MAIL) {
            return "MAIL:%s:%08x".formatted(officer.id(), officer.email().hashCode());
        }
        return channel + ":" + address.id();
    }
}
