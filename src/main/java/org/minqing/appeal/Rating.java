package org.minqing.appeal;

/** What the requester says of the result; UNRATED where he could not be reached. */
public enum Rating {
    SATISFIED("满意"),
    UNSATISFIED("不满意"),
    UNRATED("未评价");

    private final String label;

    Rating(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }
}
