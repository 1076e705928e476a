/** What every address below {@code /api} shares: repeating a call is safe, refusals have one form, and one description. */
package org.minqing.rest;
