package org.minqing.notification;

import static org.minqing.Sql.at;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.minqing.TransactionMemo;
import org.minqing.security.PersonalDataCipher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Addresses; URL, secret and telephone rest sealed, each bound to its row. */
@Repository
class AddressRepository {

    private static final long HIGHEST_ID = 1L << 53; // exact in every JSON reader

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();
    private final TransactionMemo<String, List<Address>> read = new TransactionMemo<>();

    private final RowMapper<Address> address = (row, n) -> {
        long id = row.getLong("id");
        Sealed open = open(new PersonalDataCipher.Sealed(row.getString("key_id"), row.getBytes("sealed")), id);
        return new Address(
                id,
                ChannelKind.valueOf(row.getString("channel")),
                row.getString("unit_code"),
                row.getString("officer_id"),
                open.url(),
                open.secret(),
                row.getString("shown"),
                row.getInt("at_once"),
                row.getInt("per_minute"));
    };

    AddressRepository(JdbcClient jdbc, PersonalDataCipher cipher, ObjectMapper json) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.json = json;
    }

    Optional<Address> find(long id) {
        return jdbc.sql("select * from notification_address where id = ?")
                .param(id)
                .query(address)
                .optional();
    }

    /** Oldest first. */
    List<Address> ofUnit(String unitCode) {
        return read.get(unitCode, () -> Optional.of(ofUnits(Set.of(unitCode)).getOrDefault(unitCode, List.of())))
                .orElseThrow();
    }

    /** Reads the addresses of many units at once that will be asked for one by one. */
    void readAhead(Collection<String> unitCodes) {
        Set<String> unknown = read.unknown(unitCodes);
        if (!unknown.isEmpty()) {
            Map<String, List<Address>> found = ofUnits(unknown);
            unknown.forEach(code -> read.put(code, found.getOrDefault(code, List.of())));
        }
    }

    private Map<String, List<Address>> ofUnits(Set<String> unitCodes) {
        return jdbc
                .sql("select * from notification_address where unit_code in (:units) order by id")
                .param("units", unitCodes)
                .query(address)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Address::unitCode));
    }

    Optional<Address> ofOfficer(String officerId) {
        return jdbc.sql("select * from notification_address where officer_id = ? order by id fetch first 1 rows only")
                .param(officerId)
                .query(address)
                .optional();
    }

    boolean any() {
        return jdbc.sql("select 1 from notification_address fetch first 1 rows only")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** @param in its id is not looked at */
    Address insert(Address in, Instant now) {
        read.forgetAll();
        long id = random.nextLong(1, HIGHEST_ID);
        PersonalDataCipher.Sealed sealed = seal(new Sealed(in.url(), in.secret()), id);
        jdbc.sql("""
                        insert into notification_address (id, channel, unit_code, officer_id, key_id, sealed, shown,
                            at_once, per_minute, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        in.channel().name(),
                        in.unitCode(),
                        in.officerId(),
                        sealed.keyId(),
                        sealed.bytes(),
                        in.shown(),
                        in.atOnce(),
                        in.perMinute(),
                        at(now))
                .update();
        return find(id).orElseThrow();
    }

    void delete(long id) {
        read.forgetAll();
        jdbc.sql("delete from notification_address where id = ?").param(id).update();
    }

    /** Seals with the current key what another one has sealed. */
    int reseal() {
        read.forgetAll();
        List<Long> old = jdbc.sql("select id from notification_address where key_id <> ? order by id for update")
                .param(cipher.currentKey())
                .query(Long.class)
                .list();
        for (long id : old) {
            Address whole = find(id).orElseThrow();
            PersonalDataCipher.Sealed sealed = seal(new Sealed(whole.url(), whole.secret()), id);
            jdbc.sql("update notification_address set key_id = ?, sealed = ? where id = ?")
                    .params(sealed.keyId(), sealed.bytes(), id)
                    .update();
        }
        return old.size();
    }

    /** Appeals' rows are sealed under positive numbers: none of the two can stand for the other. */
    private PersonalDataCipher.Sealed seal(Sealed open, long id) {
        try {
            return cipher.seal(json.writeValueAsBytes(open), -id);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an address is plain text", impossible);
        }
    }

    private Sealed open(PersonalDataCipher.Sealed sealed, long id) {
        try {
            return json.readValue(cipher.open(sealed, -id), Sealed.class);
        } catch (IOException damaged) {
            throw new IllegalStateException("address " + id + " cannot be read", damaged);
        }
    }

    private record Sealed(String url, String secret) {

        @Override
        public String toString() {
            return "Sealed[]";
        }
    }
}
