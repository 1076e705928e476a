package org.minqing.intake;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.minqing.engine.Caller;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Photos and documents of an appeal, over REST and for whoever is signed in at the webapps. */
@RestController
@RequestMapping({"/api/v1/appeals/{number}/attachments", "/camunda/api/minqing/appeals/{number}/attachments"})
class AttachmentController {

    private final AttachmentStore attachments;
    private final Caller caller;

    AttachmentController(AttachmentStore attachments, Caller caller) {
        this.attachments = attachments;
        this.caller = caller;
    }

    @Operation(summary = "上传附件 · Add an attachment")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Attachment> add(@PathVariable("number") String number, @RequestPart("file") MultipartFile file)
            throws IOException {
        try (InputStream content = file.getInputStream()) {
            Attachment added = attachments.add(number, content, file.getSize(), caller.idOr("source:api"));
            return ResponseEntity.created(URI.create("/api/v1/appeals/%s/attachments/%d".formatted(number, added.id())))
                    .body(added);
        }
    }

    @Operation(summary = "列出附件 · List attachments")
    @GetMapping
    List<Attachment> list(@PathVariable("number") String number) {
        return attachments.list(number);
    }

    @Operation(summary = "下载附件 · Download an attachment")
    @GetMapping("/{id}")
    void download(@PathVariable("number") String number, @PathVariable("id") long id, HttpServletResponse response)
            throws IOException {
        Attachment attachment = attachments.open(number, id);
        response.setContentType(attachment.contentType());
        response.setContentLengthLong(attachment.size());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(attachment.fileName())
                        .build()
                        .toString());
        attachments.copy(attachment, response.getOutputStream());
    }
}
