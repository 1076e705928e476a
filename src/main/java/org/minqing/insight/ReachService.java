package org.minqing.insight;

import org.minqing.Refused;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.security.AccessRule;
import org.minqing.security.Scope;
import org.springframework.stereotype.Service;

/** Says how far the caller's questions reach. */
@Service
class ReachService {

    private final AccessRule access;
    private final DirectoryService directory;

    ReachService(AccessRule access, DirectoryService directory) {
        this.access = access;
        this.directory = directory;
    }

    /** @throws Refused 403 for who sees no cases */
    Reach reach() {
        Scope scope = access.scope();
        if (scope.everything()) {
            return new Reach(scope, directory.city(), directory.city());
        }
        if (scope.unitCode().isEmpty()) {
            throw Refused.forbidden("您的账号不办理诉求，不能查看");
        }
        Unit own = directory.require(scope.unitCode());
        Unit area = scope.area().isEmpty()
                ? null
                : scope.area().equals(own.path() + "%") || own.parentCode() == null
                        ? own
                        : directory.require(own.parentCode());
        return new Reach(scope, area == null ? own : area, area);
    }

    /**
     * The unit whose figures are asked for.
     *
     * @param code null for the caller's own
     * @throws Refused 404 when it is not within his reach
     */
    Unit figuresOf(Reach reach, String code) {
        if (code == null || code.equals(reach.unit().code())) {
            return reach.unit();
        }
        return directory
                .find(code)
                .filter(unit -> reach.area() != null
                        && unit.path().startsWith(reach.area().path()))
                .orElseThrow(() -> Refused.notFound("没有这个单位，或不在您的范围内"));
    }
}
