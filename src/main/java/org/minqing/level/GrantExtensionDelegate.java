package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An extension is granted: the clock moves. */
@Component
class GrantExtensionDelegate implements JavaDelegate {

    private final ExtensionService extensionService;

    GrantExtensionDelegate(ExtensionService extensionService) {
        this.extensionService = extensionService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        extensionService.grant(execution.getProcessInstanceId(), Steps.of(execution));
    }
}
