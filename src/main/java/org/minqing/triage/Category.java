package org.minqing.triage;

import java.util.List;

/**
 * A node of the category tree.
 *
 * @param parentCode null for a class, the first level
 * @param className name of the class that the node belongs to, or its own
 * @param ownerFunction function code of the department that answers for it, or null where nobody is named
 * @param keywords words that residents use for it
 */
record Category(
        String code, String name, String parentCode, String className, String ownerFunction, List<String> keywords) {}
