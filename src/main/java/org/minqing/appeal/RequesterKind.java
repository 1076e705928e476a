package org.minqing.appeal;

/** Who asks. */
public enum RequesterKind {
    RESIDENT("居民"),
    ENTERPRISE("企业"),
    GRASSROOTS("基层单位");

    private final String label;

    RequesterKind(String label) {
        this.label = label;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }
}
