package org.minqing.appeal;

import java.util.Set;

/**
 * What triage found.
 *
 * @param placeUnit the deepest unit that the text proves; the city where it proves nothing
 * @param category leaf of the category tree, or null
 * @param leadDepartment the department that would lead joint research, or null where nobody is known
 */
public record Triage(
        String placeUnit,
        String placePath,
        String category,
        Set<Signal> signals,
        UrgencyClass urgency,
        Level startLevel,
        String leadDepartment) {}
