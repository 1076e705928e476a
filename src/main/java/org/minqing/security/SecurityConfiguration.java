package org.minqing.security;

import org.camunda.bpm.engine.ProcessEngine;
import org.minqing.engine.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the guards in front of the doors. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final int BEFORE_THE_WEBAPPS = 0;
    private static final int AFTER_THE_WEBAPPS = Ordered.LOWEST_PRECEDENCE;

    private final SignedIn signedIn;
    private final Operations operations;
    private final CaseAccess caseAccess;

    SecurityConfiguration(SignedIn signedIn, Operations operations, CaseAccess caseAccess) {
        this.signedIn = signedIn;
        this.operations = operations;
        this.caseAccess = caseAccess;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(signedIn);
        registry.addInterceptor(caseAccess);
        registry.addInterceptor(operations);
    }

    @Bean
    static FilterRegistrationBean<CockpitDoor> cockpitDoor(Caller caller, OpenTokens tokens) {
        FilterRegistrationBean<CockpitDoor> door = new FilterRegistrationBean<>(new CockpitDoor(caller, tokens));
        door.addUrlPatterns("/camunda/api/cockpit/*", "/camunda/api/admin/plugin/*");
        door.setOrder(AFTER_THE_WEBAPPS);
        return door;
    }

    @Bean
    static FilterRegistrationBean<DoorFilter> door(
            ObjectProvider<ProcessEngine> engine,
            BasicAuthentication authentication,
            Installation installation,
            Attempts attempts) {
        FilterRegistrationBean<DoorFilter> door =
                new FilterRegistrationBean<>(new DoorFilter(engine, authentication, installation, attempts));
        door.addUrlPatterns("/*");
        door.setOrder(BEFORE_THE_WEBAPPS);
        door.setAsyncSupported(true);
        return door;
    }
}
