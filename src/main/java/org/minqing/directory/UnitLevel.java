package org.minqing.directory;

/** What a unit is; CITY to GRID are the territory, the others work for a territory (their parent). */
public enum UnitLevel {
    CITY,
    DISTRICT,
    STREET,
    COMMUNITY,
    GRID,
    DEPARTMENT,
    GUIDANCE_GROUP,
    DISPATCH
}
