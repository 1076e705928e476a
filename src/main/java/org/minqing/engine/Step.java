package org.minqing.engine;

/** Where on which model something happened, so that a finished case's way can be drawn without the engine's history. */
public record Step(String processKey, Integer processVersion, String elementId) {

    /** Something that came from outside the models. */
    public static final Step NONE = new Step(null, null, null);
}
