/** Machines, databases and networks fail while people work; afterwards a checker compares what they were told with what is there. */
package org.minqing.fault;
