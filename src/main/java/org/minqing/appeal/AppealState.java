package org.minqing.appeal;

/** Where a case stands as a whole. */
public enum AppealState {
    OPEN("办理中"),
    CLOSING("待回访"),
    CLOSED("已办结"),
    WITHDRAWN("已撤回");

    private final String label;

    AppealState(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }
}
