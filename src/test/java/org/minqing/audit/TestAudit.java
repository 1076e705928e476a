package org.minqing.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Period;
import java.util.Base64;
import java.util.Map;
import org.minqing.engine.AnyCaller;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit for tests without an application. */
public final class TestAudit {

    static final String KEY = Base64.getEncoder().encodeToString("an audit key for tests, 32 bytes".getBytes());

    private TestAudit() {}

    public static AuditService on(JdbcTemplate database) {
        AuditKeys keys = new AuditKeys(settings(Path.of("unused")));
        return service(database, keys, new EntryProof(keys, new EntryNumbers()), Clock.systemUTC());
    }

    static AuditKeys.Settings settings(Path checkpoints) {
        return settings(KEY, Map.of(), checkpoints);
    }

    static AuditKeys.Settings settings(String key, Map<String, String> oldKeys, Path checkpoints) {
        return new AuditKeys.Settings(key, oldKeys, checkpoints, Period.ofMonths(6));
    }

    static AuditService service(JdbcTemplate database, AuditKeys keys, EntryProof proof, Clock clock) {
        return new AuditService(
                new AuditRepository(JdbcClient.create(database)),
                proof,
                keys,
                AnyCaller.none(),
                new Origin(),
                new ObjectMapper(),
                clock);
    }
}
