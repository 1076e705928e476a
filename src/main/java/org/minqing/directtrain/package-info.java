/** A leader's working group answers a batch of appeals in one sitting. */
package org.minqing.directtrain;
