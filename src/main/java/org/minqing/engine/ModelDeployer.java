package org.minqing.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys what stands in {@code processes/}, under names that do not depend on where the files lie, and only what
 * changed. An administrator's own version of a table is deployed under another deployment name, so that the next start
 * leaves it alone.
 */
@Component
public class ModelDeployer implements SmartInitializingSingleton {

    /** Name of the deployment that holds what came with the release. */
    public static final String DEPLOYMENT = "minqing";

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;

    ModelDeployer(RepositoryService repository, ResourcePatternResolver resources) {
        this.repository = repository;
        this.resources = resources;
    }

    @Override
    public void afterSingletonsInstantiated() {
        DeploymentBuilder deployment =
                repository.createDeployment().name(DEPLOYMENT).enableDuplicateFiltering(true);
        try {
            Resource[] found = resources.getResources("classpath*:processes/*/*.*");
            Arrays.sort(found, Comparator.comparing(Resource::getFilename));
            for (Resource resource : found) {
                try (InputStream content = resource.getInputStream()) {
                    deployment.addInputStream(resource.getFilename(), content);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        deployment.deploy();
    }
}
