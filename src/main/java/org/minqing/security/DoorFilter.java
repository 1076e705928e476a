package org.minqing.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a request in when its name and password are right, and says to the engine who it is while the request runs: in
 * front of {@code /engine-rest}, {@code /api} and whatever else {@link Doors} does not name as open.
 */
class DoorFilter extends ProcessEngineAuthenticationFilter {

    private static final long LARGEST_TEXT = 4 << 20;
    private static final StrictHttpFirewall ADDRESSES = addresses();
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ObjectProvider<ProcessEngine> engine;
    private final Installation installation;
    private final Attempts attempts;
    private final boolean strictTransport;
    private final boolean passwordsAtTheWebapps;
    private final FailedSignIns failed;

    DoorFilter(
            ObjectProvider<ProcessEngine> engine,
            DoorAuthentication authentication,
            Installation installation,
            Attempts attempts,
            FailedSignIns failed,
            boolean strictTransport,
            boolean passwordsAtTheWebapps) {
        this.passwordsAtTheWebapps = passwordsAtTheWebapps;
        this.failed = failed;
        this.engine = engine;
        this.strictTransport = strictTransport;
        this.installation = installation;
        this.attempts = attempts;
        this.authenticationProvider = authentication;
    }

    /** The provider is a bean, so there are no parameters to read. */
    @Override
    public void init(FilterConfig filterConfig) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        harden(http, (HttpServletResponse) response);
        if (!isPlain(http)) {
            Problems.write(
                    (HttpServletResponse) response,
                    HttpStatus.BAD_REQUEST,
                    "malformed",
                    "地址有误",
                    "地址中不能有 ..、//、; 等，也不能把它们编码后写入");
            return;
        }
        try {
            EngineDoor.enter(Doors.isEngine(http));
            if (MeasuredRequest.isNeeded(http)) {
                measure(new MeasuredRequest(http, LARGEST_TEXT), (HttpServletResponse) response, chain);
            } else {
                letIn(http, (HttpServletResponse) response, chain);
            }
        } finally {
            EngineDoor.leave();
        }
    }

    /**
     * An address that the container and the engine read in two ways (with {@code ..}, {@code //}, {@code ;}) would be let in
     * by the rules for the one and answered as the other.
     */
    private static boolean isPlain(HttpServletRequest request) {
        try {
            ADDRESSES.getFirewalledRequest(request);
            return true;
        } catch (RequestRejectedException twoWays) {
            return false;
        }
    }

    private static StrictHttpFirewall addresses() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true); // who answers the address answers to an unknown verb
        return firewall;
    }

    /** What a reader made of half a body is nobody's answer. */
    private void measure(MeasuredRequest measured, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper answer = measured.holdBack(response);
        try {
            letIn(measured, answer, chain);
        } catch (IOException | ServletException | RuntimeException failed) {
            if (!measured.isTooLarge()) {
                throw failed;
            }
        }
        if (measured.isTooLarge()) {
            answer.resetBuffer();
            tooLarge(answer);
        }
        answer.copyBodyToResponse();
    }

    private static void tooLarge(HttpServletResponse response) throws IOException {
        Problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, "too-large", "内容过大", "请求内容不能超过 4 MB，文件请以表单上传");
    }

    /** The webapps write theirs for their pages; these are for what is none. */
    private void harden(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (strictTransport) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (Doors.isInterface(request)) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }

    private void letIn(HttpServletRequest http, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!Doors.isOpenBeforeSetup(http) && !installation.isOpen()) {
            Problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, "not-set-up", "尚未初始化", "系统还没有管理员，暂不提供服务");
        } else if (String.valueOf(http.getContentType()).contains("*")) {
            Problems.write(
                    response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported", "格式不支持", "Content-Type 应为一种确定的格式");
        } else if (!acceptsAnAnswer(http)) {
            Problems.write(
                    response, HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "格式不支持", "Accept 不能识别，或不含 application/json");
        } else if (isTooLarge(http)) {
            tooLarge(response);
        } else if (Doors.isWebappSetup(http)) {
            Problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "无权办理", "不能从这里建立管理员");
        } else if (Doors.isExternalWork(http)) {
            Problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "无权办理", "本系统没有外部任务");
        } else if (Doors.isWebappSignIn(http)) {
            if (!passwordsAtTheWebapps) {
                Problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "无权办理", "请刷新页面，从统一身份认证登录");
            } else if (isForm(http)) {
                signIn(http, response, chain);
            } else {
                Problems.write(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported", "格式不支持", "登录应以表单提交");
            }
        } else if (Doors.isOpen(http)) {
            chain.doFilter(http, response);
        } else if (isSentByAnotherSite(http)) {
            Problems.write(response, HttpStatus.FORBIDDEN, "cross-site", "来源不符", "不接受由其他网站发出的请求");
        } else {
            super.doFilter(http, response, chain);
        }
    }

    /** The webapp reads the form's fields as parameters too, so reading the name takes nothing away from it. */
    private void signIn(HttpServletRequest http, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String address = http.getRemoteAddr();
        String name = String.valueOf(http.getParameter("username"));
        if (!BasicAuthentication.USER_ID.matcher(name).matches()) {
            name = "-";
        }
        if (attempts.mustWait(address, name)) {
            Problems.write(response, HttpStatus.TOO_MANY_REQUESTS, "too-many", "请稍候", "输错次数过多，请稍候再试");
            return;
        }
        chain.doFilter(http, response);
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            attempts.failed(address, name);
            failed.atTheWebapps();
        } else if (response.getStatus() == HttpStatus.OK.value()) {
            attempts.succeeded(address, name);
        }
    }

    /** Found out before anything is done: the framework reads it when it writes the answer, and the work is committed. */
    private static boolean acceptsAnAnswer(HttpServletRequest request) {
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
            return accepted.isEmpty()
                    || !Doors.isOurChange(request)
                    || accepted.stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** Files come as forms, which go to the disk; all else is read into memory. */
    private static boolean isTooLarge(HttpServletRequest request) {
        return request.getContentLengthLong() > LARGEST_TEXT && MeasuredRequest.isText(request);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    /** A browser adds the password it remembers also to what a foreign page sends; it says so in this header. */
    private static boolean isSentByAnotherSite(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) && "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /** Also for {@code GET /engine-rest/engine}, which Camunda leaves open. */
    @Override
    protected boolean requiresEngineAuthentication(String requestUrl) {
        return true;
    }

    @Override
    protected String extractEngineName(String requestUrl) {
        return DEFAULT_ENGINE_NAME;
    }

    @Override
    protected ProcessEngine getAddressedEngine(String engineName) {
        return engine.getObject();
    }
}
