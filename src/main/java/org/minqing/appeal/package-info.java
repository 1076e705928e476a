/** The case: what was asked, where it stands, and everything that happened to it. */
package org.minqing.appeal;
