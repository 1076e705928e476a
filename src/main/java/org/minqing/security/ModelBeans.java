package org.minqing.security;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** The beans that a model may name: Minqing's {@code …Delegate} and {@code …Listener}. */
final class ModelBeans extends ELResolver {

    private final ApplicationContext beans;
    private volatile Set<String> names;

    ModelBeans(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        if (base == null && names().contains(property)) {
            context.setPropertyResolved(true);
            return beans.getBean((String) property);
        }
        return null;
    }

    private Set<String> names() {
        if (names == null) {
            names = Stream.of(JavaDelegate.class, ExecutionListener.class, TaskListener.class)
                    .flatMap(type -> Stream.of(beans.getBeanNamesForType(type)))
                    .filter(this::isOurs)
                    .collect(Collectors.toUnmodifiableSet());
        }
        return names;
    }

    private boolean isOurs(String bean) {
        Class<?> type = ClassUtils.getUserClass(beans.getType(bean));
        String name = type.getSimpleName();
        return type.getName().startsWith("org.minqing.") && (name.endsWith("Delegate") || name.endsWith("Listener"));
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {}

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }
}
