package org.minqing.notification;

import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
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
        return Optional.ofNullable(instanceId == null ? null : runtime.getActivityInstance(instanceId))
                .flatMap(NotificationProcess::place)
                .map(execution -> runtime.createIncident(UNREACHED, execution, noticeId, text)
                        .getId());
    }

    /** An execution that stands at an activity: an incident needs one, and Cockpit shows it there. */
    private static Optional<String> place(ActivityInstance at) {
        if (at.getChildActivityInstances().length == 0) {
            return Stream.of(at.getExecutionIds()).findFirst();
        }
        return Stream.of(at.getChildActivityInstances())
                .flatMap(child -> place(child).stream())
                .findFirst();
    }

    /** Told another way, or acknowledged. */
    void receiverReached(String incidentId) {
        if (runtime.createIncidentQuery().incidentId(incidentId).count() > 0) {
            runtime.resolveIncident(incidentId);
        }
    }
}
