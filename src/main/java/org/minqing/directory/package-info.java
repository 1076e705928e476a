/** Units in one tree, their officers, and who stands in for whom. */
package org.minqing.directory;
