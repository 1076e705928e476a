package org.minqing.security;

import jakarta.ws.rs.ApplicationPath;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** {@code /engine-rest}; teaches it and the webapps' API, which read one set of classes, our refusals, {@link StaffDoor} and {@link EngineWords}. */
@Component
@ConditionalOnWebApplication
@ApplicationPath("/engine-rest")
class EngineAddresses extends CamundaJerseyResourceConfig {

    @Override
    protected void registerCamundaRestResources() {
        CamundaRestResources.getConfigurationClasses().add(RefusedMapper.class);
        CamundaRestResources.getConfigurationClasses().add(NullMapper.class);
        CamundaRestResources.getConfigurationClasses().add(StaffDoor.class);
        CamundaRestResources.getConfigurationClasses().add(EngineWords.class);
        super.registerCamundaRestResources();
    }
}
