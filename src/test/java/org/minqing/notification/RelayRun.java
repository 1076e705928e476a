package org.minqing.notification;

import org.springframework.stereotype.Component;

/** Lets tests of other capabilities deliver what waits. */
@Component
public class RelayRun {

    private final NotificationRelay relay;

    RelayRun(NotificationRelay relay) {
        this.relay = relay;
    }

    public void run() {
        relay.run();
    }
}
