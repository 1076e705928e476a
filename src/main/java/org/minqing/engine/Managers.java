package org.minqing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/** Puts a class of ours in the place of one by which the engine reads and writes its rows. */
public final class Managers {

    private Managers() {}

    /** To be called before the engine is initialised; the last one for a class wins. */
    public static <T extends Session> void replace(
            ProcessEngineConfigurationImpl engine, Class<T> engines, Supplier<? extends T> ours) {
        List<SessionFactory> sessions = engine.getCustomSessionFactories() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomSessionFactories());
        sessions.add(factory(engines, ours));
        engine.setCustomSessionFactories(sessions);
    }

    static SessionFactory factory(Class<?> engines, Supplier<? extends Session> ours) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return engines;
            }

            @Override
            public Session openSession() {
                return ours.get();
            }
        };
    }
}
