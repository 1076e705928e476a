package org.minqing.appeal;

import static org.minqing.Sql.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.minqing.security.PersonalDataCipher;
import org.minqing.security.PersonalDataCipher.Sealed;
import org.minqing.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The encrypted rows of personal data, one per appeal that has any. */
@Repository
class RequesterRepository {

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final ObjectMapper json;

    RequesterRepository(JdbcClient jdbc, PersonalDataCipher cipher, ObjectMapper json) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.json = json;
    }

    void insert(long appealId, Requester requester) {
        Sealed sealed = cipher.seal(bytes(requester), appealId);
        jdbc.sql("insert into requester (appeal_id, key_id, sealed, phone_digest) values (?, ?, ?, ?)")
                .params(appealId, sealed.keyId(), sealed.bytes())
                .param(cipher.phoneDigest(requester.phone(), sealed.keyId()))
                .update();
    }

    Optional<Requester> find(long appealId) {
        return jdbc.sql("select key_id, sealed from requester where appeal_id = ?")
                .param(appealId)
                .query((row, n) -> new Sealed(row.getString("key_id"), row.getBytes("sealed")))
                .optional()
                .map(row -> open(row, appealId));
    }

    /** The newest appeals of a telephone number, as far as a scope goes. */
    List<RequesterService.Hit> byPhone(String phone, Scope scope, int limit) {
        List<String> digests = cipher.phoneDigests(phone);
        return digests.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                select a.number, a.subject, a.state, a.received_at from requester r
                                join appeal a on a.id = r.appeal_id
                                where r.phone_digest in (:digests) and %s
                                order by a.received_at desc, a.id desc fetch first :limit rows only""".formatted(scope.overAppeals("a")))
                        .params(scope.parameters())
                        .param("digests", digests)
                        .param("limit", limit)
                        .query((row, n) -> new RequesterService.Hit(
                                row.getString("number"),
                                row.getString("subject"),
                                AppealState.valueOf(row.getString("state")),
                                instant(row, "received_at")))
                        .list();
    }

    void delete(long appealId) {
        jdbc.sql("delete from requester where appeal_id = ?").param(appealId).update();
    }

    /** Some rows that are not sealed with the current key, held until the transaction ends. */
    List<Long> withOldKey(int limit) {
        return jdbc.sql("select appeal_id from requester where key_id <> ? order by appeal_id"
                        + " fetch first ? rows only for update")
                .params(cipher.currentKey(), limit)
                .query(Long.class)
                .list();
    }

    /** Seals a row anew with the current key. */
    void reseal(long appealId) {
        Requester requester = find(appealId).orElseThrow();
        Sealed sealed = cipher.seal(bytes(requester), appealId);
        jdbc.sql("update requester set key_id = ?, sealed = ?, phone_digest = ? where appeal_id = ?")
                .params(sealed.keyId(), sealed.bytes())
                .param(cipher.phoneDigest(requester.phone(), sealed.keyId()))
                .param(appealId)
                .update();
    }

    private byte[] bytes(Requester requester) {
        try {
            return json.writeValueAsBytes(requester);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("personal data could not be written", impossible);
        }
    }

    private Requester open(Sealed sealed, long appealId) {
        try {
            return json.readValue(cipher.open(sealed, appealId), Requester.class);
        } catch (IOException broken) {
            // the parser's message would quote what it read
            throw new IllegalStateException("personal data of appeal " + appealId + " cannot be read");
        }
    }
}
