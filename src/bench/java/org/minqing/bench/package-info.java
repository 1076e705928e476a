/** Measures Minqing beside others and at size; run by the Maven profile {@code bench}, never part of the jar. */
package org.minqing.bench;
