/** Who did what, from where: entries that prove themselves, chained and sealed so that nobody can take one away. */
package org.minqing.audit;
