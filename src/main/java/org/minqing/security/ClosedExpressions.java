package org.minqing.security;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.springframework.context.ApplicationContext;

/**
 * What an expression can reach: variables, a few properties of the execution or task, and the delegates and listeners
 * of our models; none of the other beans, no class, no method. Beans come first, so that a variable cannot stand in
 * for a listener.
 */
public final class ClosedExpressions extends JuelExpressionManager {

    static final String IN_ONE_DAY = "inOneDay";

    private final ApplicationContext beans;

    ClosedExpressions(ApplicationContext beans) {
        this.beans = beans;
        Method inOneDay = ReflectUtil.getMethod(ClosedExpressions.class, IN_ONE_DAY);
        addFunction(IN_ONE_DAY, inOneDay);
    }

    /** For filters: what is due before this. */
    public static Date inOneDay() {
        return Date.from(ClockUtil.getCurrentTime().toInstant().plus(Duration.ofDays(1)));
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new ModelBeans(beans));
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new ListELResolver(true));
        resolver.add(new MapELResolver(true));
        resolver.add(new VariableReading());
        return resolver;
    }
}
