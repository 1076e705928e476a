package org.minqing.directory;

import java.util.Set;

/**
 * A member of a unit (工作人员); the id is the engine's user id.
 *
 * @param email null where unknown
 */
public record Officer(
        String id, String name, String unitCode, Set<Role> roles, String email, boolean firstResponsible) {}
