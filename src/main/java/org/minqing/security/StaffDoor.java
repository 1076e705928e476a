package org.minqing.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.util.EngineUtil;
import org.minqing.Refused;
import org.minqing.directory.Role;

/**
 * What of the engine's addresses is there at all, by role, before anything looks at the request: for who works on cases
 * what Tasklist asks for, for who oversees also what Cockpit's map asks for, for the security administrator and the
 * auditor nothing but their own account, for the system administrator all but other people's work, accounts and rights.
 * Whether to this very task, and what a list holds, the engine's guards say behind this one.
 */
@PreMatching
public class StaffDoor implements ContainerRequestFilter {

    private static final Set<String> OVERSEEING = Set.of(Role.LEADER.groupId(), Role.INSPECTOR.groupId());
    private static final Set<String> SEPARATED =
            Role.SEPARATED.stream().map(Role::groupId).collect(Collectors.toUnmodifiableSet());

    private static final List<Pattern> ACCOUNT = patterns(
            "OPTIONS .*",
            "GET (engine|version)?",
            "GET authorization/check",
            "GET identity/(groups|password-policy)",
            "POST identity/(verify|password-policy)",
            "(GET|PUT) user/[^/]+/profile",
            "PUT user/[^/]+/credentials");

    private static final List<Pattern> WORK = patterns(
            "GET (task|filter|process-definition)(/count)?",
            "GET filter/[^/]+(/(list|count|singleResult))?",
            "POST filter/[^/]+/(list|count|singleResult)",
            "POST task(/count)?",
            "GET task/[^/]+(/(form|deployed-form|form-variables|rendered-form|identity-links"
                    + "|variables|localVariables))?",
            "GET task/[^/]+/(variables|localVariables)/[^/]+",
            "POST task/[^/]+/(claim|unclaim|assignee|complete|submit-form)",
            "GET process-definition/(key/)?(?!statistics|key$)[^/]+"
                    + "(/(xml|diagram|startForm|form-variables|deployed-start-form|rendered-form))?",
            "POST process-definition/(key/)?[^/]+/(submit-form|start)",
            "GET history/user-operation(/count)?");

    private static final List<Pattern> MAP = patterns(
            "GET process-definition/statistics",
            "GET process-definition/(key/)?[^/]+/statistics",
            "GET process-definition/[^/]+/static-called-process-definitions",
            "GET (decision|decision-requirements|case)-definition(/count)?",
            "(GET|POST) (process-instance|job-definition|job)(/count)?",
            "GET (incident|deployment)(/count)?");

    /** Shut for the system administrator too; no model has cases or external tasks of the engine's. */
    private static final List<Pattern> SHUT = patterns(
            "(PUT|DELETE) task/.*",
            "POST task/(?!count$).*",
            "POST process-definition/.*/(submit-form|start)",
            "POST group/(?!count$).*",
            "POST (user|tenant|authorization)/.*",
            "(PUT|DELETE) (user|group|tenant|authorization)/(?!.*/(profile|credentials)$).*",
            "\\w+ (case-execution|case-instance|external-task|optimize)(/.*)?",
            "(POST|PUT|DELETE) case-definition/.*");

    @Override
    public void filter(ContainerRequestContext request) {
        Authentication caller =
                EngineUtil.lookupProcessEngine(null).getIdentityService().getCurrentAuthentication();
        List<String> groups = caller == null || caller.getGroupIds() == null ? List.of() : caller.getGroupIds();
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        String asked = method + ' ' + withoutEngine(request.getUriInfo().getPath());
        boolean runs = groups.contains(Groups.CAMUNDA_ADMIN);
        if (runs ? isAmong(SHUT, asked) : !isOpen(groups, asked)) {
            Refused refused = Refused.forbidden(runs ? "诉求由承办单位办理，账号和角色由安全管理员管理" : "您的角色不能进行此操作");
            request.abortWith(Response.status(refused.kind().status())
                    .entity(Map.of("type", refused.kind().type(), "message", refused.getMessage()))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build());
        }
    }

    private static boolean isOpen(List<String> groups, String asked) {
        return isAmong(ACCOUNT, asked)
                || groups.stream().noneMatch(SEPARATED::contains) && isAmong(WORK, asked)
                || groups.stream().anyMatch(OVERSEEING::contains) && isAmong(MAP, asked);
    }

    private static boolean isAmong(List<Pattern> patterns, String asked) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(asked).matches());
    }

    private static List<Pattern> patterns(String... patterns) {
        return Stream.of(patterns).map(Pattern::compile).toList();
    }

    /** {@code /engine/default/task} is {@code task}: the engine has both addresses. */
    private static String withoutEngine(String path) {
        return path.replaceFirst("^/", "").replaceFirst("/$", "").replaceFirst("^engine/[^/]+/", "");
    }
}
