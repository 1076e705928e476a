package org.minqing.triage;

import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What a replay wants instead of the table's answer ({@code minqing.replay.*}); nothing otherwise. */
@ConfigurationProperties("minqing.replay")
record TriageOverride(UrgencyClass urgency, Level startLevel) {

    UrgencyClass urgency(UrgencyClass answered) {
        return urgency == null ? answered : urgency;
    }

    Level startLevel(Level answered) {
        return startLevel == null ? answered : startLevel;
    }
}
