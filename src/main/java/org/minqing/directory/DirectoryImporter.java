package org.minqing.directory;

import java.io.InputStream;
import java.util.List;
import org.minqing.ImportReport;
import org.springframework.stereotype.Component;

/** Takes the directory in from files, and keeps the engine's users and groups in step with it. */
@Component
public class DirectoryImporter {

    DirectoryImporter() {}

    /** @param csv {@code code,name,level,parent_code} */
    public ImportReport importUnits(InputStream csv) {
        throw new UnsupportedOperationException();
    }

    /**
     * New officers get random first passwords that they must change before they take a task.
     *
     * @param csv {@code id,name,unit_code,roles,email,first_responsible}, roles separated by {@code ;} or {@code |}
     */
    public OfficerReport importOfficers(InputStream csv) {
        return new OfficerReport(new ImportReport(0, 0, 0, List.of()), List.of());
    }

    /** For a demonstration: all new officers get this password and need not change it. */
    public OfficerReport importOfficers(InputStream csv, String fixedPassword) {
        return new OfficerReport(new ImportReport(0, 0, 0, List.of()), List.of());
    }
}
