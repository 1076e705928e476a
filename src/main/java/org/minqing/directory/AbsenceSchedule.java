package org.minqing.directory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Absences begin by the clock. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
class AbsenceSchedule {

    private final PeopleService people;

    AbsenceSchedule(PeopleService people) {
        this.people = people;
    }

    @Scheduled(cron = "${minqing.directory.absence-check:20 * * * * *}")
    void beginAbsences() {
        people.beginAbsences();
    }
}
