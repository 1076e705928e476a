package org.minqing.directory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.minqing.ImportReport;

/**
 * What an import of officers did.
 *
 * @param firstPasswords of the officers that are new; this is the only time that they can be read
 */
public record OfficerReport(@JsonUnwrapped ImportReport rows, List<FirstPassword> firstPasswords) {

    /** What an officer logs in with for the first time. */
    public record FirstPassword(String id, String password) {

        @Override
        public String toString() {
            return "FirstPassword[" + id + "]";
        }
    }
}
