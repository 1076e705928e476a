package org.minqing.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.minqing.engine.Caller;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Metrics are for administrators: they tell how much lies where. Behind the door that asks who calls. */
@Configuration(proxyBeanMethods = false)
class MetricsDoor {

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> administratorsReadMetrics(Caller caller) {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                if (caller.isAdministrator()) {
                    chain.doFilter(request, response);
                } else {
                    Problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "无权办理", "运行指标只对管理员开放");
                }
            }
        });
        filter.addUrlPatterns("/actuator/prometheus");
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }
}
