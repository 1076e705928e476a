package org.minqing.directory;

import java.util.Set;

/**
 * An officer has other roles than before; published in the transaction that changes them.
 *
 * @param before empty for a new officer
 * @param after empty for one who has left
 */
public record RolesChanged(String officerId, Set<Role> before, Set<Role> after) {}
