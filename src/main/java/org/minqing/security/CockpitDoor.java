package org.minqing.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.minqing.directory.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Cockpit's own addresses ask the database past the engine's guards, and any session may call them. They are for who
 * runs the engine; who oversees gets the models and, by the engine's rights, no instances.
 */
final class CockpitDoor extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> OVERSEEING = Set.of(Role.LEADER.groupId(), Role.INSPECTOR.groupId());
    private static final Pattern STATIC = Pattern.compile("/camunda/api/[a-z]+/plugin/[^/]+/static/.*");
    private static final Pattern OVERVIEW = Pattern.compile("/camunda/api/cockpit/plugin/base/[^/]+/"
            + "(process-instance|incident|process-definition)(/count|/statistics|/statistics-count"
            + "|/[^/]+/called-process-definitions)?");

    private static final String NOTHING = "because \\\"queryParameter\\\" is null";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient IdentityService identity;
    private final transient OpenTokens tokens;

    CockpitDoor(IdentityService identity, OpenTokens tokens) {
        this.identity = identity;
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = Doors.path(request);
        Optional<String> user = user(request);
        List<String> groups = user.map(this::groups).orElse(List.of());
        boolean oversees = !Collections.disjoint(groups, OVERSEEING);
        if (STATIC.matcher(path).matches()) {
            chain.doFilter(request, response);
        } else if (user.isEmpty() || groups.contains(Groups.CAMUNDA_ADMIN)) {
            plain(request, response, chain);
        } else if (oversees && path.endsWith("/process-definition/statistics")) {
            ownNumbers(request, response, chain, user.get());
        } else if (oversees && OVERVIEW.matcher(path).matches()) {
            plain(request, response, chain);
        } else {
            Problems.write(response, HttpStatus.FORBIDDEN, "forbidden", "无权办理", "您的角色不能进行此操作");
        }
    }

    /** Of the webapps' session, before their own filter has told the engine; who has none they refuse themselves. */
    private static Optional<String> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : AuthenticationUtil.getAuthsFromSession(session).getAuthentications().stream()
                        .map(UserAuthentication::getIdentityId)
                        .findFirst();
    }

    private List<String> groups(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
    }

    /** What these addresses cannot read they refuse by naming their classes, and at a body of {@code null} they fail. */
    private static void plain(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, whole);
        HttpStatus status = HttpStatus.resolve(whole.getStatus());
        boolean unreadable = status != null
                && status.is4xxClientError()
                && String.valueOf(whole.getContentType()).startsWith(MediaType.TEXT_PLAIN_VALUE);
        if (unreadable || isNothing(status, whole)) {
            whole.resetBuffer();
            Problems.write(whole, unreadable ? status : HttpStatus.BAD_REQUEST, "malformed", "内容有误", "请求内容无法读取");
        }
        whole.copyBodyToResponse();
    }

    private static boolean isNothing(HttpStatus status, ContentCachingResponseWrapper answer) {
        return status == HttpStatus.INTERNAL_SERVER_ERROR
                && new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8).contains(NOTHING);
    }

    /** The list of models, with the instances that he may see instead of all, in an order that tells nothing of others. */
    private void ownNumbers(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String user)
            throws IOException, ServletException {
        ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, whole);
        if (whole.getStatus() != HttpStatus.OK.value()) {
            whole.copyBodyToResponse();
            return;
        }
        Map<String, Integer> open = new HashMap<>();
        tokens.byModel(user).forEach((id, count) -> open.merge(id.replaceFirst(":.*", ""), count, Integer::sum));
        Map<String, ObjectNode> models = new TreeMap<>();
        for (JsonNode row : JSON.readTree(whole.getContentAsByteArray())) {
            ObjectNode model = (ObjectNode) row;
            String key = model.path("key").asText();
            model.put("instances", open.getOrDefault(key, 0)).put("incidents", 0);
            models.put(key, model);
        }
        whole.resetBuffer();
        JSON.writeValue(whole.getOutputStream(), models.values());
        whole.copyBodyToResponse();
    }
}
