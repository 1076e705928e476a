package org.minqing.joint;

import java.util.List;

/**
 * A guidance group and what it answers for.
 *
 * @param of name of its district or city
 * @param mayAssign whether the caller may give it other areas
 * @param areas none = all of its district or city
 */
record GuidanceGroup(String code, String name, String of, boolean mayAssign, List<Area> areas) {

    record Area(String code, String name) {}
}
