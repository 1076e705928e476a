package org.minqing.insight;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.minqing.TestDirectory;
import org.minqing.directory.DirectoryImporter;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A district of these tests' own, so that its figures are theirs alone. */
@Component
@Profile("test")
class LeaderDistrict {

    static final String DISTRICT = "420195";
    static final String STREET = "420195001";
    static final String OTHER_STREET = "420195002";
    static final String GRID = "420195001001001";
    static final String OTHER_GRID = "420195002001001";

    private final DirectoryImporter importer;

    LeaderDistrict(DirectoryImporter importer, TestDirectory cityFirst) {
        this.importer = importer;
    }

    void fill() {
        importer.importUnits(stream("""
                code,name,level,parent_code
                420195,临江区,DISTRICT,4201
                420195001,东街道,STREET,420195
                420195001001,东社区,COMMUNITY,420195001
                420195001001001,东网格,GRID,420195001001
                420195002,西街道,STREET,420195
                420195002001,西社区,COMMUNITY,420195002
                420195002001001,西网格,GRID,420195002001
                """));
        importer.importOfficers(stream("""
                id,name,unit_code,roles,email,first_responsible
                east-grid,东网格员,420195001001001,GRID_MEMBER,,true
                west-grid,西网格员,420195002001001,GRID_MEMBER,,true
                east-leader,东街道领导,420195001,LEADER,,true
                linjiang-leader,临江区领导,420195,LEADER,,true
                linjiang-desk,临江派单,420195-DISPATCH,DISPATCHER,,true
                """), "Correct-horse-7");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
