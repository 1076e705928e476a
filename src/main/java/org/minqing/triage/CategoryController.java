package org.minqing.triage;

import java.io.IOException;
import java.io.InputStream;
import org.minqing.ImportReport;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Category trees over REST. */
@RestController
class CategoryController {

    private final CategoryImport categories;

    CategoryController(CategoryImport categories) {
        this.categories = categories;
    }

    @PostMapping(path = "/api/v1/categories", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportReport importTree(@RequestPart("file") MultipartFile file) throws IOException {
        try (InputStream content = file.getInputStream()) {
            return categories.importCsv(content);
        }
    }
}
