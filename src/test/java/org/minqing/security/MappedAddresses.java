package org.minqing.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.minqing.security.AccessMatrix.Address;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address that is mapped: our controllers', the engine's and those of the webapps' own applications. */
final class MappedAddresses {

    private static final int DEEPEST = 6;

    private final Map<String, Address> found = new TreeMap<>();

    MappedAddresses(RequestMappingHandlerMapping controllers) {
        controllers.getHandlerMethods().forEach(this::controller);
        resource("engine", DefaultProcessEngineRestServiceImpl.class, "", 0);
        application("cockpit", new CockpitApplication().getClasses());
        application("admin", new AdminApplication().getClasses());
        application("tasklist", new TasklistApplication().getClasses());
        application("welcome", new WelcomeApplication().getClasses());
    }

    List<Address> all() {
        return List.copyOf(found.values());
    }

    private void controller(RequestMappingInfo mapping, HandlerMethod method) {
        for (String path : mapping.getPatternValues()) {
            if (mapping.getMethodsCondition().getMethods().isEmpty()) {
                add(new Address("ours", "*", path));
            }
            mapping.getMethodsCondition().getMethods().forEach(verb -> add(new Address("ours", verb.name(), path)));
        }
    }

    private void application(String door, Set<Class<?>> classes) {
        for (Class<?> type : classes) {
            Path path = type.getAnnotation(Path.class);
            if (path != null) {
                resource(door, type, path.value(), 0);
            }
        }
    }

    private void resource(String door, Class<?> type, String base, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (Method method : type.getMethods()) {
            List<Annotation> annotations = annotations(method);
            String path = annotations.stream()
                    .filter(Path.class::isInstance)
                    .map(annotation -> base + '/' + ((Path) annotation).value())
                    .findFirst()
                    .orElse(base);
            List<String> verbs = annotations.stream()
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(verb -> verb != null)
                    .map(HttpMethod::value)
                    .toList();
            String whole = path.replaceAll("/+", "/").replaceAll("^/|/$", "");
            verbs.forEach(verb -> add(new Address(door, verb, whole)));
            if (verbs.isEmpty() && !path.equals(base)) {
                resource(door, method.getReturnType(), path, depth + 1);
            }
        }
    }

    private void add(Address address) {
        found.put(address.door() + ' ' + address.shape(), address);
    }

    /** The engine annotates interfaces, sometimes their implementations. */
    private static List<Annotation> annotations(Method method) {
        List<Annotation> all = new ArrayList<>(List.of(method.getAnnotations()));
        collect(method, method.getDeclaringClass(), all);
        return all;
    }

    private static void collect(Method method, Class<?> type, List<Annotation> all) {
        List<Class<?>> above = new ArrayList<>(List.of(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            above.add(type.getSuperclass());
        }
        for (Class<?> parent : above) {
            for (Method declared : parent.getDeclaredMethods()) {
                if (declared.getName().equals(method.getName())
                        && java.util.Arrays.equals(declared.getParameterTypes(), method.getParameterTypes())) {
                    all.addAll(List.of(declared.getAnnotations()));
                }
            }
            collect(method, parent, all);
        }
    }
}
