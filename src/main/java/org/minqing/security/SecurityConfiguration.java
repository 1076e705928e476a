package org.minqing.security;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the guards in front of the doors. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    static final int BEFORE_THE_WEBAPPS = 0;

    private final SignedIn signedIn;
    private final Operations operations;
    private final CaseAccess caseAccess;
    private final AuditedRequests audited;

    SecurityConfiguration(SignedIn signedIn, Operations operations, CaseAccess caseAccess, AuditedRequests audited) {
        this.audited = audited;
        this.signedIn = signedIn;
        this.operations = operations;
        this.caseAccess = caseAccess;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(signedIn);
        registry.addInterceptor(caseAccess);
        registry.addInterceptor(operations);
        registry.addInterceptor(audited);
    }

    @Bean
    static FilterRegistrationBean<CockpitDoor> cockpitDoor(@Lazy IdentityService identity, OpenTokens tokens) {
        FilterRegistrationBean<CockpitDoor> door = new FilterRegistrationBean<>(new CockpitDoor(identity, tokens));
        door.addUrlPatterns("/camunda/api/cockpit/*", "/camunda/api/admin/plugin/*");
        door.setOrder(BEFORE_THE_WEBAPPS + 3); // behind what enters somebody into a session
        return door;
    }

    @Bean
    static FilterRegistrationBean<DoorFilter> door(
            ObjectProvider<ProcessEngine> engine,
            DoorAuthentication authentication,
            Installation installation,
            Attempts attempts,
            FailedSignIns failed,
            Environment environment) {
        FilterRegistrationBean<DoorFilter> door = new FilterRegistrationBean<>(new DoorFilter(
                engine,
                authentication,
                installation,
                attempts,
                failed,
                environment.acceptsProfiles(Profiles.of("prod")),
                !environment.acceptsProfiles(Profiles.of(ProviderConfiguration.PROFILE))));
        door.addUrlPatterns("/*");
        door.setOrder(BEFORE_THE_WEBAPPS);
        door.setAsyncSupported(true);
        return door;
    }
}
