package org.minqing.insight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.minqing.Refused;
import org.springframework.stereotype.Component;

/** Reads the models' pictures from the engine. */
@Component
class ModelProcess {

    private final RepositoryService repository;
    private final RuntimeService runtime;

    ModelProcess(RepositoryService repository, RuntimeService runtime) {
        this.repository = repository;
        this.runtime = runtime;
    }

    /** What a running instance is about: an appeal's number. */
    Optional<String> businessKey(String processInstanceId) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceId(processInstanceId)
                        .singleResult())
                .map(ProcessInstance::getBusinessKey);
    }

    /**
     * The model as XML.
     *
     * @param version 0 for the newest
     */
    byte[] xml(String process, int version) {
        ProcessDefinitionQuery query = repository.createProcessDefinitionQuery().processDefinitionKey(process);
        ProcessDefinition model =
                (version == 0 ? query.latestVersion() : query.processDefinitionVersion(version)).singleResult();
        if (model == null) {
            throw Refused.notFound("没有这个流程图");
        }
        try (InputStream xml = repository.getProcessModel(model.getId())) {
            return xml.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
