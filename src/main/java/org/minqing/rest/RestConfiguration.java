package org.minqing.rest;

import org.apache.catalina.core.StandardHost;
import org.minqing.engine.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts what all addresses below {@code /api} share around them. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnWebApplication
class RestConfiguration {

    private static final int BEHIND_THE_DOOR = 100;

    private final KeptAnswerRepository answers;

    RestConfiguration(@Lazy KeptAnswerRepository answers) {
        this.answers = answers;
    }

    @Bean
    static FilterRegistrationBean<IdempotencyFilter> idempotency(
            RepeatedCalls calls,
            Caller caller,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> controllers,
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
        FilterRegistrationBean<IdempotencyFilter> filter =
                new FilterRegistrationBean<>(new IdempotencyFilter(calls, caller, controllers, refusals));
        filter.addUrlPatterns("/api/*");
        filter.setOrder(BEHIND_THE_DOOR);
        return filter;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
        return server -> server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    @Scheduled(cron = "${minqing.rest.purge:0 17 * * * *}")
    void purge() {
        answers.purge();
    }
}
