/** A leader takes a case himself: he owns it, visits and decides. */
package org.minqing.leadercase;
