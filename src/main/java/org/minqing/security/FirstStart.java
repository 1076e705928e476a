package org.minqing.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Prints the token of an installation without administrator, before the web server listens. */
@Component
@Profile(Installation.CLOSED)
@ConditionalOnWebApplication
class FirstStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final Installation installation;

    FirstStart(Installation installation) {
        this.installation = installation;
    }

    @Override
    public void afterSingletonsInstantiated() {
        String token = installation.begin();
        if (token != null) {
            LOG.warn("""

                    系统还没有管理员，在此之前不提供服务。请用下面的一次性口令建立第一名管理员（每次启动都会更换）：
                      POST /api/v1/setup  {"token":"{}","id":"…","password":"…"}
                    """, token);
        }
    }
}
