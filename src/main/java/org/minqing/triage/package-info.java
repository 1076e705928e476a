/** Where an appeal belongs, how urgent it is and who leads. */
package org.minqing.triage;
