package org.minqing.notification;

import java.util.List;
import org.minqing.directory.Officer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes one line to the application log: where nothing else is set up, or nothing else reaches anybody. */
@Component
class LogChannel implements NotificationChannel {

    private static final Logger LOG = LoggerFactory.getLogger(LogChannel.class);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public List<Officer> reachable(List<Officer> officers) {
        return officers;
    }

    @Override
    public void deliver(Letter letter, List<Officer> receivers) {
        LOG.info("notice {} {} {} {}", letter.noticeId(), letter.number(), letter.unitCode(), letter.template());
    }
}
