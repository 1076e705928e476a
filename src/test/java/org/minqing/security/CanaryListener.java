package org.minqing.security;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A bean that models may name, and that notices when somebody's text calls it. */
@Component("canaryListener")
@Profile("test")
public class CanaryListener implements TaskListener {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void notify(DelegateTask task) {
        calls.add(task.getEventName());
    }

    public String called(String by) {
        calls.add(by);
        return by;
    }

    List<String> calls() {
        return calls;
    }
}
