package org.minqing.intake;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.List;
import org.minqing.Refused;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealErased;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Timeline;
import org.minqing.appeal.TimelineEntry;
import org.minqing.appeal.TimelineKind;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.engine.Step;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps attachments. They lie in the database, and nobody outside this class knows. */
@Component
public class AttachmentStore {

    public static final long MAX_BYTES = 10L << 20;
    /** As many as one case can sensibly have. */
    static final int MAX_FILES = 50;

    private static final String COLUMNS = "id, file_name, content_type, size_bytes, added_by, added_at";
    private static final RowMapper<Attachment> ATTACHMENT = (row, n) -> new Attachment(
            row.getLong("id"),
            row.getString("file_name"),
            row.getString("content_type"),
            row.getLong("size_bytes"),
            row.getString("added_by"),
            instant(row, "added_at"));

    private final JdbcTemplate jdbc;
    private final AppealService appeals;
    private final Timeline timeline;
    private final AuditService audit;
    private final Clock clock;

    AttachmentStore(JdbcTemplate jdbc, AppealService appeals, Timeline timeline, AuditService audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.appeals = appeals;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Adds a file to an appeal and to its timeline, a photo without what it tells beside the picture.
     *
     * @param size of the content in bytes
     * @throws Refused 413 when it is larger than 10 MB, 415 when it is no whole picture and no PDF, 422 when it is empty
     */
    @Transactional
    public Attachment add(String appealNumber, InputStream content, long size, String addedBy) {
        if (size > MAX_BYTES) {
            throw new Refused(Refused.Kind.TOO_LARGE, "file", "附件不能超过 10 MB，现有 %.1f MB".formatted(size / 1048576.0));
        }
        byte[] sent = bytes(content);
        AttachmentType type = AttachmentType.of(sent)
                .orElseThrow(() -> sent.length == 0
                        ? Refused.invalid("file", "附件是空的")
                        : new Refused(Refused.Kind.UNSUPPORTED, "file", "附件应为 JPEG、PNG、WebP、GIF 图片或 PDF"));
        byte[] cleaned = PhotoCleaner.clean(type, sent);
        Appeal appeal = appeals.lock(appeals.get(appealNumber).id());
        int ordinal = list(appealNumber).size() + 1;
        if (ordinal > MAX_FILES) {
            throw Refused.conflict("一件诉求最多 %d 个附件".formatted(MAX_FILES));
        }
        String fileName = "%s-%d.%s".formatted(appeal.number(), ordinal, type.extension());
        insert(appeal, fileName, type, new ByteArrayInputStream(cleaned), cleaned.length, addedBy);
        timeline.write(TimelineEntry.of(appeal.id(), TimelineKind.ATTACHED, addedBy, Step.NONE)
                .note(fileName));
        return list(appealNumber).get(ordinal - 1);
    }

    /** An appeal's attachments in the order in which they were added. */
    public List<Attachment> list(String appealNumber) {
        return jdbc.query(
                "select " + COLUMNS + " from attachment where appeal_id = ? order by id",
                ATTACHMENT,
                appeals.get(appealNumber).id());
    }

    /** @throws Refused 404 when the appeal has no such attachment */
    public Attachment get(String appealNumber, long id) {
        return list(appealNumber).stream()
                .filter(attachment -> attachment.id() == id)
                .findFirst()
                .orElseThrow(() -> Refused.notFound("诉求 %s 没有这个附件".formatted(appealNumber)));
    }

    /**
     * The same for somebody who looks at it: a photo may show a person, so that leaves an entry of the audit.
     *
     * @throws Refused 404 when the appeal has no such attachment
     */
    @Transactional
    public Attachment open(String appealNumber, long id) {
        Attachment attachment = get(appealNumber, id);
        audit.record(AuditEntry.of("ATTACHMENT_READ", attachment.fileName())
                .about(appeals.get(appealNumber).id()));
        return attachment;
    }

    /** Writes an attachment's content. */
    @Transactional(readOnly = true)
    public void copy(Attachment attachment, OutputStream to) {
        jdbc.query(
                "select content from attachment where id = ?",
                row -> {
                    try (InputStream content = row.getBinaryStream("content")) {
                        content.transferTo(to);
                    } catch (IOException interrupted) {
                        throw new UncheckedIOException(interrupted);
                    }
                },
                attachment.id());
    }

    /** A requester's data are erased: so are the files. */
    @EventListener
    void erased(AppealErased appeal) {
        jdbc.update("delete from attachment where appeal_id = ?", appeal.appealId());
    }

    private void insert(
            Appeal appeal, String fileName, AttachmentType type, InputStream content, long size, String addedBy) {
        jdbc.update(connection -> {
            PreparedStatement insert = connection.prepareStatement(
                    "insert into attachment (appeal_id, file_name, content_type, size_bytes, content, added_by, added_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)");
            insert.setLong(1, appeal.id());
            insert.setString(2, fileName);
            insert.setString(3, type.contentType());
            insert.setLong(4, size);
            insert.setBinaryStream(5, content, size);
            insert.setString(6, addedBy);
            insert.setObject(7, at(clock.instant()));
            return insert;
        });
    }

    private static byte[] bytes(InputStream content) {
        try {
            byte[] bytes = content.readNBytes((int) MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Refused(Refused.Kind.TOO_LARGE, "file", "附件不能超过 10 MB");
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
