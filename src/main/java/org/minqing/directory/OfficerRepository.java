package org.minqing.directory;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes officers, and what only this capability knows of them. */
@Repository
class OfficerRepository {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final UnitChains chains;

    OfficerRepository(JdbcTemplate jdbc, UnitChains chains) {
        this.chains = chains;
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    List<Officer> active() {
        return client.sql("select * from officer where state = 'ACTIVE' order by id")
                .query(DirectoryService.OFFICER)
                .list();
    }

    List<String> departed() {
        return client.sql("select id from officer where state = 'LEFT'")
                .query(String.class)
                .list();
    }

    Optional<Officer> find(String id) {
        return client.sql("select * from officer where id = ? and state = 'ACTIVE'")
                .param(id)
                .query(DirectoryService.OFFICER)
                .optional();
    }

    Optional<Officer> firstResponsible(String unitCode) {
        return client.sql("select * from officer where unit_code = ? and first_responsible and state = 'ACTIVE'")
                .param(unitCode)
                .query(DirectoryService.OFFICER)
                .optional();
    }

    void insert(Collection<Officer> officers) {
        chains.changed();
        jdbc.batchUpdate(
                "insert into officer (name, unit_code, roles, email, first_responsible, state, id)"
                        + " values (?, ?, ?, ?, ?, 'ACTIVE', ?)",
                officers,
                BATCH,
                OfficerRepository::set);
    }

    void update(Collection<Officer> officers) {
        chains.changed();
        jdbc.batchUpdate(
                "update officer set name = ?, unit_code = ?, roles = ?, email = ?, first_responsible = ? where id = ?",
                officers,
                BATCH,
                OfficerRepository::set);
    }

    private static void set(PreparedStatement row, Officer officer) throws SQLException {
        row.setString(1, officer.name());
        row.setString(2, officer.unitCode());
        row.setString(3, officer.roles().stream().map(Role::name).collect(Collectors.joining(",")));
        row.setString(4, officer.email());
        row.setBoolean(5, officer.firstResponsible());
        row.setString(6, officer.id());
    }

    /** The hashes that the engine keeps now are those of the passwords that are being handed out. */
    void rememberFirstPasswords(Collection<String> ids) {
        jdbc.batchUpdate(
                "update officer set first_password_hash = (select pwd_ from act_id_user where id_ = officer.id)"
                        + " where id = ?",
                ids,
                BATCH,
                (row, id) -> row.setString(1, id));
    }

    boolean hasFirstPassword(String id) {
        return client.sql(
                        "select 1 from officer join act_id_user on id_ = id where id = ? and pwd_ = first_password_hash")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    Optional<Absence> absence(String id) {
        return client.sql(
                        "select away_from, away_until, substitute_id from officer where id = ? and away_from is not null")
                .param(id)
                .query((row, n) -> new Absence(
                        instant(row, "away_from"), instant(row, "away_until"), row.getString("substitute_id")))
                .optional();
    }

    void away(String id, Absence absence, boolean begun) {
        client.sql(
                        "update officer set away_from = ?, away_until = ?, substitute_id = ?, absence_begun = ? where id = ?")
                .params(at(absence.from()), at(absence.until()), absence.substituteId(), begun, id)
                .update();
    }

    void back(String id) {
        client.sql("update officer set away_from = null, away_until = null, substitute_id = null,"
                        + " absence_begun = false where id = ?")
                .param(id)
                .update();
    }

    /** Absences that have come and have not been acted upon; a row is one node's at a time. */
    List<String> beginning(Instant now) {
        return client.sql("select id from officer where state = 'ACTIVE' and not absence_begun and away_from <= ?"
                        + " and (away_until is null or away_until > ?) order by id for update")
                .params(at(now), at(now))
                .query(String.class)
                .list();
    }

    void begun(String id) {
        client.sql("update officer set absence_begun = true where id = ?")
                .param(id)
                .update();
    }

    void left(String id) {
        chains.changed();
        back(id);
        client.sql(
                        "update officer set state = 'LEFT', first_responsible = false, first_password_hash = null where id = ?")
                .param(id)
                .update();
        client.sql("update officer set substitute_id = null where substitute_id = ?")
                .param(id)
                .update();
    }

    List<String> claimedTasks(String officerId) {
        return client.sql("select task_id from inbox where assignee = ? order by due_at, task_id")
                .param(officerId)
                .query(String.class)
                .list();
    }
}
