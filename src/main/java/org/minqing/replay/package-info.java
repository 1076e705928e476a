/** What the deadlines would have done to a historical export. */
package org.minqing.replay;
