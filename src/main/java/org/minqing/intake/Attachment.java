package org.minqing.intake;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * A photo or a document of an appeal, without its content.
 *
 * @param fileName made of the appeal's number: the name that a sender gives may tell who he is
 * @param addedBy officer id
 */
public record Attachment(
        long id,
        String fileName,
        String contentType,
        long size,
        String addedBy,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", timezone = "Asia/Shanghai")
        Instant addedAt) {}
