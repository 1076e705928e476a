package org.minqing.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.util.EngineUtil;
import org.minqing.Refused;

/**
 * What of the engine's addresses is there at all for somebody who is no administrator: what Tasklist asks for, and for
 * those who oversee what Cockpit's pages ask for. All else is shut before anything looks at the request; whether to this
 * very task, and what a list holds, the engine's guards say behind this one.
 */
public class StaffDoor implements ContainerRequestFilter {

    private static final Set<String> OVERSEEING = Set.of("role-leader", "role-inspector");

    private static final List<Pattern> ALL = List.of(
            Pattern.compile("OPTIONS .*"),
            Pattern.compile("(GET|HEAD) (engine|version)?"),
            Pattern.compile("(GET|HEAD) (task|filter|process-definition)(/count)?"),
            Pattern.compile("(GET|HEAD) filter/[^/]+(/(list|count|singleResult))?"),
            Pattern.compile("POST filter/[^/]+/(list|count|singleResult)"),
            Pattern.compile("POST task(/count)?"),
            Pattern.compile("(GET|HEAD) task/[^/]+(/(form|deployed-form|form-variables|rendered-form|identity-links"
                    + "|comment|attachment|variables|localVariables))?"),
            Pattern.compile("(GET|HEAD) task/[^/]+/(comment|variables|localVariables)/[^/]+"),
            Pattern.compile("POST task/[^/]+/(claim|unclaim|assignee|complete|submit-form)"),
            Pattern.compile("(GET|HEAD) process-definition/(key/)?[^/]+"
                    + "(/(xml|diagram|startForm|form-variables|deployed-start-form|rendered-form))?"),
            Pattern.compile("POST process-definition/(key/)?[^/]+/(submit-form|start)"),
            Pattern.compile("(GET|HEAD) authorization/check"),
            Pattern.compile("(GET|HEAD) identity/(groups|password-policy)"),
            Pattern.compile("POST identity/(verify|password-policy)"),
            Pattern.compile("(GET|HEAD|PUT) user/[^/]+/profile"),
            Pattern.compile("PUT user/[^/]+/credentials"),
            Pattern.compile("(GET|HEAD) history/user-operation(/count)?"));

    private static final List<Pattern> COCKPIT = List.of(
            Pattern.compile("(GET|HEAD) process-definition/statistics(/count)?"),
            Pattern.compile(
                    "(GET|HEAD) process-definition/(key/)?[^/]+/(statistics|static-called-process-definitions)"),
            Pattern.compile("(GET|HEAD) (decision|decision-requirements|case)-definition(/count)?"),
            Pattern.compile("(GET|HEAD) decision-(requirements-)?definition/(key/)?[^/]+(/(xml|diagram))?"),
            Pattern.compile("(GET|HEAD|POST) (process-instance|incident|job-definition|job|deployment)(/count)?"));

    @Override
    public void filter(ContainerRequestContext request) {
        Authentication caller =
                EngineUtil.lookupProcessEngine(null).getIdentityService().getCurrentAuthentication();
        List<String> groups = caller == null || caller.getGroupIds() == null ? List.of() : caller.getGroupIds();
        String asked =
                request.getMethod() + ' ' + withoutEngine(request.getUriInfo().getPath());
        boolean open = groups.contains(Groups.CAMUNDA_ADMIN)
                || isAmong(ALL, asked)
                || groups.stream().anyMatch(OVERSEEING::contains) && isAmong(COCKPIT, asked);
        if (!open) {
            Refused refused = Refused.forbidden("此操作只能由管理员进行");
            request.abortWith(Response.status(refused.kind().status())
                    .entity(Map.of("type", refused.kind().type(), "message", refused.getMessage()))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build());
        }
    }

    private static boolean isAmong(List<Pattern> patterns, String asked) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(asked).matches());
    }

    /** {@code /engine/default/task} is {@code task}: the engine has both addresses. */
    private static String withoutEngine(String path) {
        return path.replaceFirst("^/", "").replaceFirst("/$", "").replaceFirst("^engine/[^/]+/", "");
    }
}
