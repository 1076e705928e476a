package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.engine.Steps;
import org.springframework.stereotype.Component;

/** An extension is refused. */
@Component
class RefuseExtensionDelegate implements JavaDelegate {

    private final ExtensionService extensionService;

    RefuseExtensionDelegate(ExtensionService extensionService) {
        this.extensionService = extensionService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        extensionService.refuse(execution.getProcessInstanceId(), Steps.of(execution));
    }
}
