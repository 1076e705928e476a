package org.minqing.audit;

import static org.minqing.Sql.at;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.minqing.Refused;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes what is changed beside the timeline, and who reads personal data, in the caller's transaction. */
@Service
public class AuditService {

    /** A case's words and personal data were erased; only after this may its notes be gone. */
    public static final String ERASED = "ERASED";

    private static final String AUDITORS = "role-auditor";
    private static final int DIGEST = 12;
    private static final int LONGEST_SUBJECT = 200;

    private final AuditRepository entries;
    private final EntryProof proof;
    private final AuditKeys keys;
    private final Caller caller;
    private final Origin origin;
    private final ObjectMapper json;
    private final Clock clock;

    AuditService(
            AuditRepository entries,
            EntryProof proof,
            AuditKeys keys,
            Caller caller,
            Origin origin,
            ObjectMapper json,
            Clock clock) {
        this.entries = entries;
        this.proof = proof;
        this.keys = keys;
        this.caller = caller;
        this.origin = origin;
        this.json = json;
        this.clock = clock;
    }

    /** In the name of whoever is calling, else of the system. */
    @Transactional
    public void record(AuditEntry entry) {
        record(entry, caller.idOr("system"));
    }

    /** @param actor officer id, {@code rule:<name>}, {@code command:<name>} */
    @Transactional
    public void record(AuditEntry entry, String actor) {
        List<Object> values = Arrays.asList(
                entry.appealId(),
                at(clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                actor,
                origin.address(),
                entry.action(),
                shortened(entry.subject()),
                detail(entry));
        entries.insert(values, entry.note(), proof.of(EntryKind.OTHER, values, entry.note()));
    }

    /**
     * @throws Refused 403 for who is no auditor, whatever else he is
     */
    List<AuditView> entries(AuditQuery query) {
        if (!caller.groups().contains(AUDITORS)) {
            throw Refused.forbidden("只有审计员可以查看审计记录");
        }
        return entries.find(query);
    }

    /** Stands for a piece of personal data: equal where the data is, and of no use to who does not know it. */
    public String digest(String personal) {
        return personal == null ? null : digests(personal).get(0);
    }

    /** By the current key first, then by those before it: what an older entry has in the place of this. */
    public List<String> digests(String personal) {
        byte[] text = personal.strip().getBytes(StandardCharsets.UTF_8);
        return keys.all().stream()
                .map(key -> HexFormat.of().formatHex(key.person().doFinal(text), 0, DIGEST))
                .toList();
    }

    private String detail(AuditEntry entry) {
        try {
            return entry.detail().isEmpty() ? null : json.writeValueAsString(entry.detail());
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("an entry's details are plain values", impossible);
        }
    }

    private static String shortened(String subject) {
        return subject == null || subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
    }
}
