package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** The level was over before anybody decided on an extension. */
@Component
class LapseExtensionDelegate implements JavaDelegate {

    private final ExtensionService extensionService;

    LapseExtensionDelegate(ExtensionService extensionService) {
        this.extensionService = extensionService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        extensionService.lapse(execution.getProcessInstanceId(), Steps.of(execution));
    }
}
