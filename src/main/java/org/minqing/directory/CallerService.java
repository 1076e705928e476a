package org.minqing.directory;

import org.minqing.Refused;
import org.springframework.stereotype.Service;

/** Who asks the directory for something. The capability that guards everything else stands above this one. */
@Service
class CallerService {

    private final IdentityProcess identity;

    CallerService(IdentityProcess identity) {
        this.identity = identity;
    }

    /** @throws Refused 403 when nobody is signed in */
    String id() {
        return identity.currentUser().orElseThrow(() -> Refused.forbidden("请先登录"));
    }

    boolean isAdministrator() {
        return identity.isAdministrator();
    }
}
