package org.minqing.intake;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.minqing.rest.CommitsByItself;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A channel's export over REST; the file goes from disk to disk, never into memory. */
@RestController
class ImportController {

    private final AppealImport imports;
    private final IntakeRights rights;

    ImportController(AppealImport imports, IntakeRights rights) {
        this.imports = imports;
        this.rights = rights;
    }

    @CommitsByItself
    @Operation(summary = "导入渠道导出的诉求文件 · Import a channel's export")
    @PostMapping(path = "/api/v1/appeals/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    AppealReport importFile(
            @RequestPart("file") MultipartFile file,
            @RequestParam(name = "source", defaultValue = "message-board") String source)
            throws IOException {
        rights.requireDispatcher();
        Path received = Files.createTempFile("minqing-import-", ".part");
        try {
            file.transferTo(received.toFile());
            return imports.importFile(received, source, (done, all) -> {});
        } finally {
            Files.deleteIfExists(received);
        }
    }
}
