package org.minqing.engine;

import org.camunda.bpm.engine.impl.IdentityServiceImpl;

/** Callers for tests without an application. */
public final class AnyCaller {

    private AnyCaller() {}

    /** Nobody: a rule or a timer acts. */
    public static Caller none() {
        return new Caller(new IdentityServiceImpl() {
            @Override
            public org.camunda.bpm.engine.impl.identity.Authentication getCurrentAuthentication() {
                return null;
            }
        });
    }
}
