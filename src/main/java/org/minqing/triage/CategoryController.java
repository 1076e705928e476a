package org.minqing.triage;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import org.minqing.ImportReport;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.minqing.rest.CommitsByItself;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Category trees over REST. */
@RestController
class CategoryController {

    private final CategoryImport categories;
    private final Caller caller;

    CategoryController(CategoryImport categories, Caller caller) {
        this.categories = categories;
        this.caller = caller;
    }

    @CommitsByItself
    @Operation(summary = "导入类别 · Import categories")
    @PostMapping(path = "/api/v1/categories", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportReport importTree(@RequestPart("file") MultipartFile file) throws IOException {
        if (!caller.isAdministrator()) {
            throw Refused.forbidden("只有系统管理员可以导入类别");
        }
        try (InputStream content = file.getInputStream()) {
            return categories.importCsv(content);
        }
    }
}
