package org.minqing.level;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minqing.appeal.AppealModel;
import org.springframework.stereotype.Component;

/** A request for extension goes to the one who decides. */
@Component
class RequestExtensionDelegate implements JavaDelegate {

    private final ExtensionService extensionService;

    RequestExtensionDelegate(ExtensionService extensionService) {
        this.extensionService = extensionService;
    }

    @Override
    public void execute(DelegateExecution execution) {
        extensionService.send((Long) execution.getVariable(AppealModel.APPEAL_ID));
    }
}
