package org.minqing.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.minqing.appeal.Requester;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;

/**
 * One appeal of the demonstration and what was done about it.
 *
 * @param at when it came in, seen from today: {@code -6d 09:00}, or from now: {@code -25m}, {@code -2h}
 * @param by the officer who reported it about his own unit, or null
 */
record DemoStory(
        String id,
        String at,
        String by,
        String source,
        RequesterKind kind,
        Requester requester,
        String subject,
        String text,
        String place,
        Set<Signal> signals,
        String mostNeeded,
        String hardest,
        String mostWanted,
        List<Act> acts) {

    Instant receivedAt(Clock clock) {
        if (at.contains("d ")) {
            String[] dayAndTime = at.substring(1).split("d ");
            return LocalDate.now(clock)
                    .minusDays(Long.parseLong(dayAndTime[0]))
                    .atTime(LocalTime.parse(dayAndTime[1]))
                    .atZone(clock.getZone())
                    .toInstant();
        }
        return clock.instant()
                .minus(Duration.parse("PT" + at.substring(1).toUpperCase(Locale.ROOT)))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * One thing that was done.
     *
     * @param after how long after receipt
     * @param task id of the user task that was finished or claimed; or {@code reply}, {@code withdrawal}, {@code rating}
     *     where somebody outside acted
     * @param unit where several units hold such a task: which one; else null
     * @param outcome null = only claimed; a rating's name for {@code rating}
     */
    record Act(Duration after, String task, String unit, String outcome, Map<String, String> fields) {

        Act {
            fields = fields == null ? Map.of() : Map.copyOf(fields);
        }
    }
}
