package org.minqing.directory;

import static org.minqing.Sql.at;
import static org.minqing.Sql.instant;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.minqing.TransactionMemo;
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
    private final TransactionMemo<String, Boolean> firstPasswords = new TransactionMemo<>();
    private final TransactionMemo<String, Officer> officers = new TransactionMemo<>();
    private final TransactionMemo<String, List<Officer>> ofUnits = new TransactionMemo<>();
    private final TransactionMemo<String, Optional<Absence>> absences = new TransactionMemo<>();

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
        return officers.get(
                id,
                () -> client.sql("select * from officer where id = ? and state = 'ACTIVE'")
                        .param(id)
                        .query(DirectoryService.OFFICER)
                        .optional());
    }

    /** The unit's active officers who work on cases, the first responsible one first. */
    List<Officer> working(String unitCode) {
        return ofUnits.get(unitCode, () -> Optional.of(working(Set.of(unitCode)).getOrDefault(unitCode, List.of())))
                .orElseThrow();
    }

    /** Reads the officers of many units at once that will be asked for one by one, and whether each is away. */
    void readAhead(Collection<String> unitCodes) {
        Set<String> unknown = ofUnits.unknown(unitCodes);
        if (!unknown.isEmpty()) {
            Map<String, List<Officer>> found = working(unknown);
            unknown.forEach(code -> ofUnits.put(code, found.getOrDefault(code, List.of())));
        }
    }

    private Map<String, List<Officer>> working(Set<String> unitCodes) {
        List<Officer> all = client.sql(
                        "select o.* from officer o where o.unit_code in (:units) and o.state = 'ACTIVE' and "
                                + DirectoryService.WORKS_ON_CASES + " order by o.first_responsible desc, o.id")
                .param("units", unitCodes)
                .query((row, n) -> {
                    Officer officer = DirectoryService.OFFICER.mapRow(row, n);
                    officers.put(officer.id(), officer);
                    absences.put(officer.id(), absence(row));
                    return officer;
                })
                .list();
        return all.stream().collect(Collectors.groupingBy(Officer::unitCode));
    }

    private static Optional<Absence> absence(ResultSet row) throws SQLException {
        Instant from = instant(row, "away_from");
        return from == null
                ? Optional.empty()
                : Optional.of(new Absence(from, instant(row, "away_until"), row.getString("substitute_id")));
    }

    /** Units or officers have been written in this transaction. */
    private void changed() {
        chains.changed();
        officers.forgetAll();
        ofUnits.forgetAll();
        absences.forgetAll();
    }

    Optional<Officer> firstResponsible(String unitCode) {
        return client.sql("select * from officer where unit_code = ? and first_responsible and state = 'ACTIVE'")
                .param(unitCode)
                .query(DirectoryService.OFFICER)
                .optional();
    }

    void insert(Collection<Officer> officers) {
        changed();
        jdbc.batchUpdate(
                "insert into officer (name, unit_code, roles, email, first_responsible, state, id)"
                        + " values (?, ?, ?, ?, ?, 'ACTIVE', ?)",
                officers,
                BATCH,
                OfficerRepository::set);
    }

    void update(Collection<Officer> officers) {
        changed();
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
        firstPasswords.forgetAll();
        jdbc.batchUpdate(
                "update officer set first_password_hash = (select pwd_ from act_id_user where id_ = officer.id)"
                        + " where id = ?",
                ids,
                BATCH,
                (row, id) -> row.setString(1, id));
    }

    boolean hasFirstPassword(String id) {
        return firstPasswords
                .get(
                        id,
                        () -> client.sql("select " + PeopleService.FIRST_PASSWORD + " as first_password from officer o"
                                        + " where o.id = :caller")
                                .param("caller", id)
                                .query(Boolean.class)
                                .optional())
                .orElse(false);
    }

    void learned(String id, boolean hasFirstPassword) {
        firstPasswords.put(id, hasFirstPassword);
    }

    Optional<Absence> absence(String id) {
        return absences.get(
                        id,
                        () -> client.sql("select away_from, away_until, substitute_id from officer where id = ?")
                                .param(id)
                                .query((row, n) -> absence(row))
                                .optional())
                .orElse(Optional.empty());
    }

    void away(String id, Absence absence, boolean begun) {
        changed();
        client.sql(
                        "update officer set away_from = ?, away_until = ?, substitute_id = ?, absence_begun = ? where id = ?")
                .params(at(absence.from()), at(absence.until()), absence.substituteId(), begun, id)
                .update();
    }

    void back(String id) {
        changed();
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
        changed();
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
