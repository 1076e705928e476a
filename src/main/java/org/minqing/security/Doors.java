package org.minqing.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The addresses that answer without a name and a password of their own: the webapps, which have their own sign-in, the
 * pages for everybody (the small board, the requester's own case), and the health that an operator's probe asks for.
 * Everything else is closed, also what is added later.
 */
final class Doors {

    private static final String FIRST_ADMINISTRATOR = "/api/v1/setup";
    private static final Set<String> OPEN = Set.of(
            "/",
            "/camunda",
            "/favicon.ico",
            "/track",
            "/error",
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            FIRST_ADMINISTRATOR);
    private static final List<String> OPEN_BELOW = List.of("/camunda/", "/forms/", "/board/", "/track/");
    private static final List<String> ENGINE_BELOW = List.of(
            "/engine-rest/",
            "/camunda/api/engine/",
            "/camunda/api/cockpit/",
            "/camunda/api/tasklist/",
            "/camunda/api/admin/",
            "/camunda/api/welcome/");
    private static final Set<String> OPEN_BEFORE_SETUP = Set.of(
            "/error",
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            FIRST_ADMINISTRATOR);
    private static final Pattern SIGN_IN = Pattern.compile("/camunda/api/admin/auth/user/[^/]+/login/[^/]+/?");
    private static final Pattern SIGN_OUT = Pattern.compile("/camunda/api/admin/auth/user/[^/]+/logout/?");
    private static final String SETUP = "/camunda/api/admin/setup/";

    private Doors() {}

    static boolean isOpen(HttpServletRequest request) {
        String path = path(request);
        return OPEN.contains(path) || OPEN_BELOW.stream().anyMatch(path::startsWith);
    }

    /** True for the engine's own addresses, which know nothing of our services. */
    static boolean isEngine(HttpServletRequest request) {
        String path = path(request);
        return ENGINE_BELOW.stream().anyMatch(path::startsWith);
    }

    /** True where programs call, and no page is read. */
    static boolean isInterface(HttpServletRequest request) {
        String path = path(request);
        return path.startsWith("/api/") || path.startsWith("/engine-rest/");
    }

    /** A call of our own interface, also as the webapps' pages make it, that changes something; its answer is JSON. */
    static boolean isOurChange(HttpServletRequest request) {
        String path = path(request);
        return (path.startsWith("/api/") || path.startsWith("/camunda/api/minqing/"))
                && !List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
    }

    static boolean isOpenBeforeSetup(HttpServletRequest request) {
        return OPEN_BEFORE_SETUP.contains(path(request));
    }

    static boolean isWebappSignIn(HttpServletRequest request) {
        return SIGN_IN.matcher(path(request)).matches();
    }

    static boolean isWebappSignOut(HttpServletRequest request) {
        return SIGN_OUT.matcher(path(request)).matches();
    }

    /** Camunda's page for the first administrator (CVE-2026-77226): anybody could be the first. */
    static boolean isWebappSetup(HttpServletRequest request) {
        return path(request).startsWith(SETUP);
    }

    /** No model has external tasks; the engine would answer these in a thread of its own, behind our guards. */
    static boolean isExternalWork(HttpServletRequest request) {
        return isEngine(request) && path(request).contains("/external-task/fetchAndLock");
    }

    /** The path as the container matched it: decoded, without parameters and double slashes. */
    static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
