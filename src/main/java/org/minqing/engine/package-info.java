/** The Camunda engine's configuration; nothing of the domain. */
package org.minqing.engine;
