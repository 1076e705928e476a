package org.minqing.audit;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody with all rights in the database could do, one at a time, each taken back after it was looked for. */
final class Manipulations {

    private static final List<String> SEAL_COLUMNS =
            List.of("stream", "from_id", "to_id", "missing", "late", "entries", "sealed_at", "digest", "hash", "seq");

    private final AuditChain chain;
    private final Random random;
    private final List<String> missed = new ArrayList<>();
    private final TreeMap<String, Integer> done = new TreeMap<>();
    private final List<Map.Entry<String, Supplier<String>>> kinds = List.of(
            Map.entry("edit", this::edit),
            Map.entry("edit proof", this::editProof),
            Map.entry("edit note", this::editNote),
            Map.entry("delete", this::delete),
            Map.entry("delete and mend the seal", this::deleteAndMend),
            Map.entry("copy", this::copy),
            Map.entry("forge", this::forge),
            Map.entry("swap", this::swap),
            Map.entry("move", this::move),
            Map.entry("cut entries", this::cutEntries),
            Map.entry("cut entries and seals", this::cutBoth),
            Map.entry("edit seal", this::editSeal),
            Map.entry("delete seal", this::deleteSeal),
            Map.entry("repeat seal", this::repeatSeal),
            Map.entry("empty", this::empty));

    Manipulations(AuditChain chain, long seed) {
        this.chain = chain;
        this.random = new Random(seed);
    }

    void tryOne() {
        var kind = kinds.get(random.nextInt(kinds.size()));
        new TransactionTemplate(chain.transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            String what = kind.getValue().get();
            done.merge(kind.getKey(), 1, Integer::sum);
            if (chain.verifier.verify().isWhole()) {
                missed.add(kind.getKey() + ": " + what);
            }
        });
    }

    List<String> missed() {
        return missed;
    }

    Map<String, Integer> done() {
        return done;
    }

    private String edit() {
        EntryKind kind = kind();
        String column = kind.columns().get(random.nextInt(kind.columns().size()));
        long id = id(kind);
        Object before = chain.jdbc.queryForObject(
                "select " + column + " from " + kind.table() + " where id = ?", (row, n) -> row.getObject(1), id);
        Object after = switch (column) {
            case "happened_at", "due_at" ->
                OffsetDateTime.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(1_000_000));
            case "appeal_id" -> before == null ? 1L : null;
            case "process_version" -> 2 + random.nextInt(9);
            default -> "x" + random.nextInt(1_000_000);
        };
        if (after == null && kind == EntryKind.TIMELINE) {
            return editNote();
        }
        chain.jdbc.update("update " + kind.table() + " set " + column + " = ? where id = ?", after, id);
        return kind + "." + column + " " + before + " -> " + after;
    }

    private String editProof() {
        EntryKind kind = kind();
        long id = id(kind);
        byte[] mac = chain.jdbc.queryForObject(
                "select mac from " + kind.table() + " where id = ?", (row, n) -> row.getBytes(1), id);
        mac[random.nextInt(mac.length)] ^= (byte) (1 << random.nextInt(8));
        chain.jdbc.update("update " + kind.table() + " set mac = ? where id = ?", mac, id);
        return kind + " " + id;
    }

    private String editNote() {
        EntryKind kind = kind();
        String had = random.nextBoolean() ? " is null" : " is not null";
        Long id = chain.jdbc.queryForObject("select max(id) from " + kind.table() + " where note" + had, Long.class);
        String note = had.equals(" is not null") && random.nextBoolean() ? null : "另有内情 " + random.nextInt();
        chain.jdbc.update("update " + kind.table() + " set note = ? where id = ?", note, id);
        return kind + " " + id + " " + note;
    }

    private String delete() {
        EntryKind kind = kind();
        int many = 1 + random.nextInt(3);
        StringBuilder what = new StringBuilder(kind.name());
        for (int i = 0; i < many; i++) {
            long id = id(kind);
            chain.jdbc.update("delete from " + kind.table() + " where id = ?", id);
            what.append(' ').append(id);
        }
        return what.toString();
    }

    /** He knows how a seal is made, but not the key. */
    private String deleteAndMend() {
        EntryKind kind = kind();
        long id = id(kind);
        chain.jdbc.update("delete from " + kind.table() + " where id = ?", id);
        Seal seal = chain.seals.last(kind).orElseThrow();
        for (Map<String, Object> row : chain.jdbc.queryForList(
                "select seq from audit_seal where stream = ? and from_id < ? and to_id >= ?", kind.name(), id, id)) {
            seal = chain.seal(((Number) row.get("seq")).longValue());
        }
        var digest = AuditSealer.digest();
        List<SealRepository.Proof> left = chain.seals.after(kind, seal.fromId(), 1000);
        int entries = 0;
        for (SealRepository.Proof proof : left) {
            if (proof.id() <= seal.toId()) {
                AuditSealer.add(digest, proof.id(), proof.mac());
                entries++;
            }
        }
        TreeSet<Long> missing = new TreeSet<>(seal.missing());
        missing.add(id);
        chain.jdbc.update(
                "update audit_seal set digest = ?, entries = ?, missing = ? where seq = ?",
                digest.digest(),
                entries,
                Ids.write(missing),
                seal.seq());
        return kind + " " + id;
    }

    private String copy() {
        EntryKind kind = kind();
        Map<String, Object> row = row(kind);
        row.put("id", chain.max(kind.table()) + 1 + random.nextInt(3));
        chain.insert(kind.table(), row);
        return row.toString();
    }

    private String forge() {
        EntryKind kind = kind();
        Map<String, Object> row = row(kind);
        row.put("id", chain.max(kind.table()) + 1);
        row.put("actor", "leader-" + random.nextInt(100));
        byte[] mac = new byte[24];
        random.nextBytes(mac);
        row.put("mac", mac);
        row.put("note", null);
        chain.insert(kind.table(), row);
        return row.toString();
    }

    private String swap() {
        EntryKind kind = kind();
        long one = id(kind);
        long other = one;
        while (other == one) {
            other = id(kind);
        }
        renumber(kind, one, -1);
        renumber(kind, other, one);
        renumber(kind, -1, other);
        return kind + " " + one + " " + other;
    }

    private String move() {
        EntryKind kind = kind();
        long id = id(kind);
        renumber(kind, id, chain.max(kind.table()) + 1 + random.nextInt(5));
        return kind + " " + id;
    }

    private String cutEntries() {
        EntryKind kind = kind();
        long from = id(kind);
        chain.jdbc.update("delete from " + kind.table() + " where id >= ?", from);
        return kind + " " + from;
    }

    private String cutBoth() {
        long last = chain.jdbc.queryForObject("select max(seq) from audit_seal", Long.class);
        long from = 1 + random.nextInt((int) last);
        for (EntryKind kind : EntryKind.values()) {
            Long to = chain.jdbc.queryForObject(
                    "select coalesce(max(to_id), 0) from audit_seal where stream = ? and seq < ?",
                    Long.class,
                    kind.name(),
                    from);
            chain.jdbc.update("delete from " + kind.table() + " where id > ?", to);
        }
        chain.jdbc.update("delete from audit_seal where seq >= ?", from);
        return "from seal " + from;
    }

    private String editSeal() {
        Seal seal = seal();
        String column = SEAL_COLUMNS.get(random.nextInt(SEAL_COLUMNS.size()));
        Object after = switch (column) {
            case "stream" -> seal.kind() == EntryKind.OTHER ? "TIMELINE" : "OTHER";
            case "from_id" -> seal.fromId() + 1 + random.nextInt(5);
            case "to_id" -> seal.toId() + 1 + random.nextInt(5);
            case "missing", "late" -> "" + (1 + random.nextInt(30));
            case "entries" -> seal.entries() + 1;
            case "sealed_at" -> org.minqing.Sql.at(seal.sealedAt().minus(Duration.ofDays(1 + random.nextInt(300))));
            case "seq" -> 1000 + random.nextInt(100);
            default -> bytes();
        };
        chain.jdbc.update("update audit_seal set " + column + " = ? where seq = ?", after, seal.seq());
        return seal.seq() + "." + column + " -> " + after;
    }

    private String deleteSeal() {
        Seal seal = seal();
        chain.jdbc.update("delete from audit_seal where seq = ?", seal.seq());
        if (random.nextBoolean()) {
            chain.jdbc.update("update audit_seal set seq = -seq where seq > ?", seal.seq());
            chain.jdbc.update("update audit_seal set seq = -seq - 1 where seq < 0");
        }
        return "" + seal.seq();
    }

    private String repeatSeal() {
        Seal seal = seal();
        long last = chain.jdbc.queryForObject("select max(seq) from audit_seal", Long.class);
        chain.jdbc.update(
                "insert into audit_seal (seq, stream, from_id, to_id, missing, late, entries, sealed_at, digest, hash)"
                        + " select ?, stream, from_id, to_id, missing, late, entries, sealed_at, digest, hash"
                        + " from audit_seal where seq = ?",
                last + 1,
                seal.seq());
        return "" + seal.seq();
    }

    private String empty() {
        String table = List.of("timeline_entry", "audit_entry", "audit_seal").get(random.nextInt(3));
        chain.jdbc.update("delete from " + table);
        return table;
    }

    private void renumber(EntryKind kind, long from, long to) {
        chain.jdbc.update("update " + kind.table() + " set id = ? where id = ?", to, from);
    }

    private EntryKind kind() {
        return EntryKind.values()[random.nextInt(2)];
    }

    private long id(EntryKind kind) {
        List<Long> ids = chain.jdbc.queryForList("select id from " + kind.table() + " order by id", Long.class);
        return ids.get(random.nextInt(ids.size()));
    }

    private Map<String, Object> row(EntryKind kind) {
        return chain.jdbc.queryForMap("select * from " + kind.table() + " where id = ?", id(kind));
    }

    private Seal seal() {
        return chain.seal(1 + random.nextInt((int) chain.count("audit_seal")));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
