package org.minqing.appeal;

import org.minqing.directory.UnitLevel;

/** The four levels an appeal may be handled at, from the stairs upwards. */
public enum Level {
    GRID("网格", UnitLevel.GRID),
    COMMUNITY("社区", UnitLevel.COMMUNITY),
    STREET("街道", UnitLevel.STREET),
    JOINT("组团调研", UnitLevel.DISTRICT);

    private final String label;
    private final UnitLevel unitLevel;

    Level(String label, UnitLevel unitLevel) {
        this.label = label;
        this.unitLevel = unitLevel;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }

    /** What kind of unit holds the level. */
    public UnitLevel unitLevel() {
        return unitLevel;
    }

    /** The level an appeal goes to from here; the joint level is the last and follows itself. */
    public Level next() {
        return this == JOINT ? JOINT : values()[ordinal() + 1];
    }
}
