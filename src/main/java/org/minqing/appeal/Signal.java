package org.minqing.appeal;

/** What makes an appeal urgent or long; named by the reporter or found in the text. */
public enum Signal {
    DANGER("危及人身安全"),
    OUTAGE("停水停电停气"),
    MASS("涉及群体"),
    VULNERABLE("困难特殊群体"),
    LONG_TERM("需分期实施"),
    CROSS_DEPARTMENT("涉及多部门");

    private final String label;

    Signal(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }
}
