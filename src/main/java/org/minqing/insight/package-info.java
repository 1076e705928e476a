/** What leaders see. */
package org.minqing.insight;
