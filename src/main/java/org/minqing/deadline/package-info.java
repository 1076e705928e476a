/** Dates: the working calendar, the table of deadlines, and extensions. */
package org.minqing.deadline;
