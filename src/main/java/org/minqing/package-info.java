/** The application: its start, and the few words that every capability shares. */
package org.minqing;
