package org.minqing.security;

/**
 * Notes for the time of a request whether it came in at one of the engine's own addresses ({@code /engine-rest}, the
 * webapps' API). There nothing of ours has looked at it before the engine does; at our addresses our services have.
 */
final class EngineDoor {

    private static final ThreadLocal<Boolean> ENTERED = new ThreadLocal<>();
    private static final ThreadLocal<Boolean> FAILED = new ThreadLocal<>();

    private EngineDoor() {}

    static void enter(boolean engine) {
        ENTERED.set(engine);
    }

    static void leave() {
        ENTERED.remove();
        FAILED.remove();
    }

    /** A command has failed, and not for its caller's doing. */
    static void failed() {
        FAILED.set(true);
    }

    static boolean hasFailed() {
        return Boolean.TRUE.equals(FAILED.get());
    }

    static boolean isEntered() {
        return Boolean.TRUE.equals(ENTERED.get());
    }
}
