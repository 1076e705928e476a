/** Joint research under a dual lead, and each department's part in it. */
package org.minqing.joint;
