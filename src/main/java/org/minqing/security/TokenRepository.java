package org.minqing.security;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code api_token}. The token itself stands nowhere. */
@Repository
class TokenRepository {

    private static final String COLUMNS = "select id, hint, name, unit_code, officer_id, created_by, created_at,"
            + " expires_at, revoked_by, revoked_at from api_token ";
    private static final RowMapper<ApiToken> TOKEN = (row, n) -> new ApiToken(
            row.getString("id"),
            row.getString("hint"),
            row.getString("name"),
            row.getString("unit_code"),
            row.getString("officer_id"),
            row.getString("created_by"),
            instant(row, "created_at"),
            instant(row, "expires_at"),
            row.getString("revoked_by"),
            instant(row, "revoked_at"));

    private final JdbcClient jdbc;

    TokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ApiToken token, String hash) {
        jdbc.sql("""
                        insert into api_token (id, token_hash, hint, name, unit_code, officer_id, created_by, created_at,
                            expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        token.id(),
                        hash,
                        token.hint(),
                        token.name(),
                        token.unitCode(),
                        token.officerId(),
                        token.createdBy(),
                        at(token.createdAt()),
                        at(token.expiresAt()))
                .update();
    }

    /** The latest first. */
    List<ApiToken> all() {
        return jdbc.sql(COLUMNS + "order by created_at desc, id").query(TOKEN).list();
    }

    Optional<ApiToken> find(String id) {
        return jdbc.sql(COLUMNS + "where id = ?").param(id).query(TOKEN).optional();
    }

    Optional<ApiToken> valid(String hash, Instant now) {
        return jdbc.sql(COLUMNS + "where token_hash = ? and revoked_at is null and expires_at > ?")
                .params(hash, at(now))
                .query(TOKEN)
                .optional();
    }

    void revoke(String id, String actor, Instant now) {
        jdbc.sql("update api_token set revoked_by = ?, revoked_at = ? where id = ? and revoked_at is null")
                .params(actor, at(now), id)
                .update();
    }
}
