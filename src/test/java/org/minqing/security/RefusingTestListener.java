package org.minqing.security;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.minqing.Refused;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Refuses to let a task be completed without a reply; and would notice if somebody's text called it. */
@Component
@Profile("test")
public class RefusingTestListener implements TaskListener {

    private final List<String> calls = new ArrayList<>();

    @Override
    public void notify(DelegateTask task) {
        if (task.getVariable("reply") == null) {
            throw Refused.invalid("reply", "答复不能为空");
        }
    }

    public String called(String by) {
        calls.add(by);
        return by;
    }

    List<String> calls() {
        return calls;
    }
}
