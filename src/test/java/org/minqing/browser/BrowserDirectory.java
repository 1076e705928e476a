package org.minqing.browser;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.minqing.TestDirectory;
import org.minqing.directory.DirectoryImporter;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A district of the browser tests' own, so that their lists show their own cases, however many other tests have filed. */
@Component
@Profile("test")
class BrowserDirectory {

    static final String PASSWORD = "Correct-horse-7";
    static final String DISTRICT = "420190";
    static final String STREET = "420190001";
    static final String GRID = "420190001001001";

    private static final String UNITS = """
            code,name,level,parent_code
            420190,望江区,DISTRICT,4201
            420190001,观澜街道,STREET,420190
            420190001001,听涛社区,COMMUNITY,420190001
            420190001001001,听涛社区第一网格,GRID,420190001001
            420190-WATER,望江区水务局,DEPARTMENT,420190
            420190-GUIDE-1,望江区第一指导组,GUIDANCE_GROUP,420190
            """;
    private static final String OFFICERS = """
            id,name,unit_code,roles,email,first_responsible
            tingtao-grid,周小芸,420190001001001,GRID_MEMBER,,true
            tingtao-helper,吴海,420190001001001,GRID_MEMBER,,false
            tingtao-community,李建平,420190001001,COMMUNITY_STAFF,,true
            guanlan-street,赵国强,420190001,STREET_STAFF,,true
            wangjiang-desk,陈敏,420190-DISPATCH,DISPATCHER,,true
            wangjiang-leader,何志远,420190,LEADER,,true
            guanlan-street,赵清,420190001,STREET_STAFF,,true
            wangjiang-water,孙立,420190-WATER,DEPARTMENT_STAFF,,true
            wangjiang-guide,钱敏,420190-GUIDE-1,GUIDANCE_GROUP,,true
            """;

    private final DirectoryImporter importer;

    BrowserDirectory(DirectoryImporter importer, TestDirectory cityFirst) {
        this.importer = importer;
    }

    void fill() {
        importer.importUnits(stream(UNITS));
        importer.importOfficers(stream(OFFICERS), PASSWORD);
    }

    /** Who handles the cases of a grid, a community or a street here. */
    String officerOf(String unitCode) {
        return switch (unitCode) {
            case GRID -> "tingtao-grid";
            case "420190001001" -> "tingtao-community";
            default -> "guanlan-street";
        };
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
