package org.minqing.notification;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Shows in Cockpit, at the case, that somebody cannot be reached. */
@Component
class NotificationProcess {

    private static final String UNREACHED = "receiverUnreached";

    private final RuntimeService runtime;

    NotificationProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /**
     * @param instanceId of the case; may be null
     * @param text for people: names of units and channels
     * @return the incident's id; empty when the case has ended
     */
    Optional<String> receiverUnreached(String instanceId, String noticeId, String text) {
        boolean runs = instanceId != null
                && runtime.createProcessInstanceQuery()
                                .processInstanceId(instanceId)
                                .count()
                        > 0;
        return runs
                ? Optional.of(runtime.createIncident(UNREACHED, instanceId, noticeId, text)
                        .getId())
                : Optional.empty();
    }

    /** Told another way, or acknowledged. */
    void receiverReached(String incidentId) {
        if (runtime.createIncidentQuery().incidentId(incidentId).count() > 0) {
            runtime.resolveIncident(incidentId);
        }
    }
}
