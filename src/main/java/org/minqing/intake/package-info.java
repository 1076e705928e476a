/** The ways in: form, REST and files. */
package org.minqing.intake;
