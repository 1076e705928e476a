/** A street calls departments to the spot, sees who comes and says what their answers are worth. */
package org.minqing.whistle;
