package org.minqing.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.client.RestClient;

/**
 * Sign-in to the webapps at the city's provider, in the profile {@code oidc} only: without it no class of Spring Security's
 * is asked anything. It stands behind {@link DoorFilter} and in front of the webapps' own filters, at {@code /camunda} and
 * nowhere else; what is open and what is closed is decided where it is without it.
 */
@Configuration(proxyBeanMethods = false)
@Profile(ProviderConfiguration.PROFILE)
@ConditionalOnWebApplication
@EnableWebSecurity
class ProviderConfiguration {

    static final String PROFILE = "oidc";

    private static final String WEBAPPS = "/camunda/*";
    private static final String REGISTRATION = "provider";
    private static final String SIGN_IN = "/camunda/oidc/sign-in";
    private static final String CALLBACK = "/camunda/oidc/callback";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Asks the provider at the first sign-in: it may be down while we start. */
    @Bean
    static ClientRegistrationRepository provider(
            ProviderSettings settings, @Value("${minqing.base-url}") String baseUrl) {
        settings.check();
        return new SupplierClientRegistrationRepository(() -> {
            ClientRegistration registration = ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(REGISTRATION)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .scope("openid", "profile")
                    .redirectUri(baseUrl + CALLBACK)
                    .userNameAttributeName(settings.nameClaim())
                    .build();
            return new InMemoryClientRegistrationRepository(registration);
        });
    }

    /** Remembers the page that somebody asked for before he was sent to the provider. */
    @Bean
    static RequestCache wantedPage() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(ProviderConfiguration::isPage);
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** We call the provider in nobody's name: its tokens are not kept. */
    @Bean
    static OAuth2AuthorizedClientRepository noTokensKept() {
        return new OAuth2AuthorizedClientRepository() {
            @Override
            public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
                    String registration, Authentication principal, HttpServletRequest request) {
                return null;
            }

            @Override
            public void saveAuthorizedClient(
                    OAuth2AuthorizedClient client,
                    Authentication principal,
                    HttpServletRequest request,
                    HttpServletResponse response) {}

            @Override
            public void removeAuthorizedClient(
                    String registration,
                    Authentication principal,
                    HttpServletRequest request,
                    HttpServletResponse response) {}
        };
    }

    /**
     * Pages need a name; all else goes on to the webapps, which refuse it without. They guard against forged requests and
     * write their headers themselves.
     */
    @Bean
    static SecurityFilterChain signIn(
            HttpSecurity http,
            ClientRegistrationRepository provider,
            OAuth2AuthorizedClientRepository noTokensKept,
            ProviderOfficers officers,
            ProviderAnswers answers,
            RequestCache wantedPage)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(ProviderConfiguration::isPage)
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, unknown) ->
                        ProviderAnswers.redirect(response, SIGN_IN + "/" + REGISTRATION)))
                .requestCache(cache -> cache.requestCache(wantedPage))
                .sessionManagement(sessions ->
                        sessions.sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::newSession))
                .oauth2Login(login -> login.loginPage(SIGN_IN + "/" + REGISTRATION)
                        .clientRegistrationRepository(provider)
                        .authorizedClientRepository(noTokensKept)
                        .authorizationEndpoint(start -> start.authorizationRequestResolver(requests(provider)))
                        .redirectionEndpoint(back -> back.baseUri(CALLBACK))
                        .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(tokens()))
                        .userInfoEndpoint(who -> who.oidcUserService(officers))
                        .successHandler(answers)
                        .failureHandler(answers))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    static DelegatingFilterProxyRegistrationBean signInAtTheWebapps() {
        DelegatingFilterProxyRegistrationBean filter =
                new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        filter.addUrlPatterns(WEBAPPS);
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(SecurityConfiguration.BEFORE_THE_WEBAPPS + 1);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<ProviderSessions> providerSessions(
            ProviderOfficers officers, ObjectProvider<ProcessEngine> engine) {
        FilterRegistrationBean<ProviderSessions> filter =
                new FilterRegistrationBean<>(new ProviderSessions(officers, engine));
        filter.addUrlPatterns(WEBAPPS);
        filter.setOrder(SecurityConfiguration.BEFORE_THE_WEBAPPS + 2);
        return filter;
    }

    private static OAuth2AuthorizationRequestResolver requests(ClientRegistrationRepository provider) {
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(provider, SIGN_IN);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return requests;
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokens() {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory();
        http.setReadTimeout(LONGEST_WAIT);
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(http)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    /** What a person opens; scripts, pictures and what scripts ask for are none. */
    private static boolean isPage(HttpServletRequest request) {
        String path = Doors.path(request);
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        String mode = request.getHeader("Sec-Fetch-Mode");
        return request.getMethod().equals("GET")
                && !path.startsWith("/camunda/api/")
                && !path.startsWith(SIGN_IN)
                && !path.startsWith(CALLBACK)
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && (mode == null || mode.equals("navigate"));
    }
}
