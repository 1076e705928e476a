package org.minqing.directory;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who does an officer's work while he is away: the substitute that he named, else his unit's first responsible person. */
@Component
class StandIns {

    private final OfficerRepository officers;
    private final Clock clock;

    StandIns(OfficerRepository officers, Clock clock) {
        this.officers = officers;
        this.clock = clock;
    }

    boolean isAway(String officerId) {
        return officers.absence(officerId)
                .filter(absence -> absence.covers(clock.instant()))
                .isPresent();
    }

    /**
     * The officer himself when he is there, else the first in the row of those who stand in for each other who is; empty
     * when nobody of his unit is, or he has left.
     */
    Optional<Officer> actingFor(String officerId) {
        Set<String> asked = new HashSet<>();
        Optional<Officer> candidate = officers.find(officerId);
        while (candidate.isPresent() && asked.add(candidate.get().id())) {
            Officer officer = candidate.get();
            Optional<Absence> absence = officers.absence(officer.id()).filter(away -> away.covers(clock.instant()));
            if (absence.isEmpty()) {
                return candidate;
            }
            candidate = Optional.ofNullable(absence.get().substituteId())
                    .flatMap(officers::find)
                    .filter(substitute -> substitute.unitCode().equals(officer.unitCode()))
                    .or(() -> officers.firstResponsible(officer.unitCode()));
        }
        return Optional.empty();
    }

    /**
     * Of a unit's officers those who are to be told: the first responsible person or who acts for him, else all who are
     * there.
     *
     * @param officers of one unit, the first responsible one first
     */
    List<Officer> present(List<Officer> officers) {
        Optional<Officer> acting =
                officers.stream().filter(Officer::firstResponsible).findFirst().flatMap(first -> actingFor(first.id()));
        return acting.map(List::of)
                .orElseGet(() -> officers.stream()
                        .filter(officer -> !isAway(officer.id()))
                        .toList());
    }
}
