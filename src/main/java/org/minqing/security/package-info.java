/** Who may come in, and what they may see. */
package org.minqing.security;
