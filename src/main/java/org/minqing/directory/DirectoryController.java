package org.minqing.directory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.List;
import org.minqing.ImportReport;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.minqing.rest.CommitsByItself;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The directory over REST: anybody who is logged in may read units; the system administrator imports units, who decides
 * about accounts the officers. */
@RestController
@RequestMapping("/api/v1")
class DirectoryController {

    private final DirectoryService directory;
    private final DirectoryImporter importer;
    private final Caller caller;
    private final AccountRights rights;

    DirectoryController(DirectoryService directory, DirectoryImporter importer, Caller caller, AccountRights rights) {
        this.rights = rights;
        this.directory = directory;
        this.importer = importer;
        this.caller = caller;
    }

    /** A unit and what is directly below it. */
    @Schema(name = "UnitWithChildren")
    record UnitView(String code, String name, UnitLevel level, String parentCode, List<Child> children) {

        record Child(String code, String name, UnitLevel level) {}
    }

    @Operation(summary = "查询单位及其下级 · Read a unit and what is below it")
    @GetMapping("/units/{code}")
    UnitView unit(@PathVariable String code) {
        Unit unit = directory.require(code);
        return new UnitView(
                unit.code(),
                unit.name(),
                unit.level(),
                unit.parentCode(),
                directory.children(code).stream()
                        .map(child -> new UnitView.Child(child.code(), child.name(), child.level()))
                        .toList());
    }

    @CommitsByItself
    @Operation(summary = "导入单位 · Import units")
    @PostMapping(path = "/directory/units", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportReport importUnits(@RequestPart MultipartFile file) throws IOException {
        requireAdministrator();
        return importer.importUnits(file.getInputStream());
    }

    /** The answer holds first passwords: no cache may keep it. */
    @CommitsByItself
    @Operation(summary = "导入人员 · Import officers")
    @PostMapping(path = "/directory/officers", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<OfficerReport> importOfficers(@RequestPart MultipartFile file) throws IOException {
        rights.require();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(importer.importOfficers(file.getInputStream()));
    }

    private void requireAdministrator() {
        if (!caller.isAdministrator()) {
            throw Refused.forbidden("只有系统管理员可以导入单位");
        }
    }
}
