/** Missed deadlines and the rungs climbed for them. */
package org.minqing.supervision;
