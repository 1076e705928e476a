package org.minqing.appeal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.minqing.security.PersonalDataCipher;
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
        try {
            PersonalDataCipher.Sealed sealed = cipher.seal(json.writeValueAsBytes(requester), appealId);
            jdbc.sql("insert into requester (appeal_id, key_id, sealed) values (?, ?, ?)")
                    .params(appealId, sealed.keyId(), sealed.bytes())
                    .update();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("personal data could not be written", impossible);
        }
    }

    Optional<Requester> find(long appealId) {
        return jdbc.sql("select key_id, sealed from requester where appeal_id = ?")
                .param(appealId)
                .query((row, n) -> new PersonalDataCipher.Sealed(row.getString("key_id"), row.getBytes("sealed")))
                .optional()
                .map(row -> open(row, appealId));
    }

    private Requester open(PersonalDataCipher.Sealed sealed, long appealId) {
        try {
            return json.readValue(cipher.open(sealed, appealId), Requester.class);
        } catch (IOException broken) {
            throw new IllegalStateException("personal data of appeal " + appealId + " cannot be read", broken);
        }
    }
}
