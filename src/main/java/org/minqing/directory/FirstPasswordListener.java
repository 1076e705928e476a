package org.minqing.directory;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The engine tells that somebody claims or finishes a task: not with the password that was handed out. */
@Component
class FirstPasswordListener implements TaskListener {

    private final PeopleService people;

    FirstPasswordListener(PeopleService people) {
        this.people = people;
    }

    @Override
    public void notify(DelegateTask task) {
        people.requireCallersPasswordChanged();
    }
}
