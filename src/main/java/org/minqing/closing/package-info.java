/** Call-back and rating, and what follows from them. */
package org.minqing.closing;
