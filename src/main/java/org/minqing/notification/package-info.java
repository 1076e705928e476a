/** Notices, written with the case and delivered afterwards. */
package org.minqing.notification;
