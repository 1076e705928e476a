package org.minqing.appeal;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the schedule does every hour. */
@Component
@Profile("test")
public class ErasureRun {

    private final ErasureService erasures;

    ErasureRun(ErasureService erasures) {
        this.erasures = erasures;
    }

    public void run() {
        erasures.run();
    }
}
