/** Appeals that ask what others ask wait for the one answer, and each gets its own call-back. */
package org.minqing.samequestion;
