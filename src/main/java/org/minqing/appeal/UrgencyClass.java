package org.minqing.appeal;

/** How soon an appeal must be dealt with. */
public enum UrgencyClass {
    IMMEDIATE("立刻办"),
    BY_DEADLINE("限期办"),
    PHASED("分期分批办");

    private final String label;

    UrgencyClass(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }
}
