/** Open tasks: one row each, and the one rule for finishing one. */
package org.minqing.inbox;
