/** One level's work on an appeal: handle, escalate, return, park. */
package org.minqing.level;
