package org.minqing.insight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.minqing.Refused;
import org.springframework.stereotype.Component;

/** Reads the models' pictures from the engine. */
@Component
class ModelProcess {

    private final RepositoryService repository;

    ModelProcess(RepositoryService repository) {
        this.repository = repository;
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
