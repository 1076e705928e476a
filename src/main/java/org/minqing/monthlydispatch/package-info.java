/** Once a month a district's leader is shown how things stand, decides, and follows what was decided. */
package org.minqing.monthlydispatch;
