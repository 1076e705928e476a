package org.minqing.appeal;

/** How an appeal left a level. */
public enum LeftBy {
    RESOLVED("办结"),
    ESCALATED("上报"),
    DEADLINE("超期上报"),
    ASIDE("转专门办理"),
    WENT_BACK("退回原层级"),
    WITHDRAWN("撤回");

    private final String label;

    LeftBy(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }
}
