package dev.assent.verify.stored;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.merkle.NaiveTree;
import dev.assent.verify.note.TestSigner;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** Writes log 1-0 by docs/ledger-storage.md alone, row by row: what the ledger would write, without the ledger. */
final class SampleLog {

    static final byte[] KEK = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final String NAME = "1-0";
    private static final int ID = 65_536;
    private static final UUID TOPIC = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String SITE = "smartsupp";

    private final SecureRandom random = new SecureRandom();
    private final Connection connection;
    private TestSigner signer;
    private final List<Hash> leaves = new ArrayList<>();
    private final Map<String, Long> keyNumbers = new HashMap<>();
    private final Map<Long, byte[]> dataKeys = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private long offset;
    private int committed;

    private record Event(UUID eventId, byte[] value, long keyNo, byte[] salt) {}

    SampleLog(Connection connection) throws SQLException {
        this(connection, new TestSigner("log.example.test/assent/" + NAME));
        insert(
                "evidence.logs (log_id, name, generation, partition, origin, topic, topic_id)",
                ID,
                NAME,
                1,
                0,
                signer.name(),
                "consent.events",
                TOPIC);
        run("SELECT evidence.prepare_log(1, 0)");
    }

    private SampleLog(Connection connection, TestSigner signer) {
        this.connection = connection;
        this.signer = signer;
    }

    /** The same log, with the same key, in which everything after some entries never was. */
    SampleLog forge(Connection superuser, int kept) throws SQLException {
        SampleLog forged = new SampleLog(superuser, signer);
        forged.leaves.addAll(leaves.subList(0, kept));
        forged.keyNumbers.putAll(keyNumbers);
        forged.dataKeys.putAll(dataKeys);
        for (String table :
                List.of("evidence.entries_1_0", "keys.data_keys_1_0", "evidence.batches", "evidence.checkpoints")) {
            run("ALTER TABLE " + table + " DISABLE TRIGGER USER");
        }
        run("DELETE FROM evidence.entries_1_0 WHERE idx >= " + kept);
        run("DELETE FROM keys.data_keys_1_0 WHERE key_no >= " + kept);
        run("DELETE FROM evidence.batches");
        run("DELETE FROM evidence.checkpoints");
        run("ALTER TABLE evidence.tiles_1_0 DISABLE TRIGGER USER");
        run("DELETE FROM evidence.tiles_1_0");
        return forged;
    }

    /** Appends a choice that is there already, sealed for its new place; answers its index. */
    long repeat(int index) throws SQLException {
        insertEntry(events.get(index), 1L, 2, null);
        return leaves.size() - 1L;
    }

    TestSigner signer() {
        return signer;
    }

    long size() {
        return leaves.size();
    }

    /** Appends a choice; answers its index. */
    long choose(String subject, long sequence, int kind) throws SQLException {
        return append(
                "assent.choice-recorded.v1",
                subject,
                "\"sequence\":" + sequence + ",\"purposes\":{\"statistics\":\"granted\"}",
                sequence,
                kind,
                null);
    }

    /** Appends a choice without a number; answers its index. */
    long choose(String subject, String members, int kind, Integer standing) throws SQLException {
        return append("assent.choice-recorded.v1", subject, members, null, kind, standing);
    }

    /** Appends a link of a browser to a person, or its end; answers its index. */
    long link(String subject, boolean linked, int kind) throws SQLException {
        return append("assent.subject-linked.v1", subject, "\"linked\":" + linked, null, kind, null);
    }

    /** Appends an order to erase; answers its index. */
    long erase(String subject) throws SQLException {
        return append("assent.subject-command.v1", subject, "\"command\":\"erase\"", null, 3, null);
    }

    /**
     * Appends an order to erase that keeps proofs, carries it out, and answers its index.
     *
     * @param kept the entries that it keeps besides itself
     */
    long eraseKeeping(String subject, Instant keepUntil, long... kept) throws SQLException {
        long order = append(
                "assent.subject-command.v1",
                subject,
                "\"command\":\"erase\",\"evidencePeriod\":\"P3Y\"",
                null,
                3,
                null);
        Timestamp until = Timestamp.from(keepUntil);
        insert("evidence.kept (log_id, erasure, proofs, keep_until)", ID, order, kept.length + 1, until);
        byte[] key = bytes(32);
        byte[] keyData = join(
                ascii("assent/case-key/v1\0" + NAME + "\0"),
                ByteBuffer.allocate(16)
                        .putLong(order)
                        .putLong(keepUntil.toEpochMilli())
                        .array(),
                ascii(SITE));
        insert(
                "restricted.cases (log_id, erasure, site, request_id, keep_until, kek_id, wrapped)",
                ID,
                order,
                SITE,
                "case-1",
                until,
                "k1",
                seal(KEK, key, keyData));
        for (long index :
                LongStream.concat(LongStream.of(kept), LongStream.of(order)).toArray()) {
            byte[] data = join(
                    ascii("assent/kept/v1\0" + NAME + "\0"),
                    ByteBuffer.allocate(16).putLong(order).putLong(index).array());
            insert(
                    "restricted.proofs (log_id, erasure, idx, sealed)",
                    ID,
                    order,
                    index,
                    seal(key, events.get((int) index).value(), data));
        }
        shred(subject, order);
        return order;
    }

    /** Appends an order to expire, under nobody's subject; answers its index. */
    long expire(String what) throws SQLException {
        return append("assent.subject-command.v1", "nobody", "\"command\":\"expire\"," + what, null, 5, null);
    }

    /** Appends that the log's key gives way to another, which signs from now on; answers its index. */
    long rotate() throws SQLException {
        TestSigner next = new TestSigner(signer.name());
        byte[] salt = Base64.getUrlDecoder().decode("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        events.add(new Event(
                UUID.fromString("019a0000-0000-7000-8000-00000000000b"),
                signer.rotation(next),
                keyOf("", leaves.size()),
                salt));
        insertEntry(events.getLast(), null, 8, null);
        signer = next;
        return leaves.size() - 1L;
    }

    /** Appends what an erasure shredded, as the log says it; answers its index. */
    long state(long erasure, int proofs, long... keys) throws SQLException {
        return expire("\"shredded\":{\"erasure\":%d,\"keys\":%s,\"proofs\":%d}"
                .formatted(erasure, Arrays.toString(keys), proofs));
    }

    /** Shreds the subject's key, with a tombstone that names an entry. */
    void shred(String subject, long order) throws SQLException {
        tombstone(subject, order);
        run("SELECT keys.shred(" + ID + ", ARRAY[" + keyNumbers.remove(subject) + "]::bigint[])");
    }

    void tombstone(String subject, long order) throws SQLException {
        insert("evidence.tombstones (log_id, key_no, idx)", ID, keyNumbers.get(subject), order);
    }

    long keyNumber(String subject) {
        return keyNumbers.get(subject);
    }

    private long append(String type, String subject, String further, Long sequence, int kind, Integer standing)
            throws SQLException {
        long index = leaves.size();
        UUID eventId = UUID.randomUUID();
        byte[] salt = bytes(32);
        byte[] value = """
                {"type":"%s","eventId":"%s","site":"%s","subject":"%s","recordedAt":"2026-11-22T17:00:00.123Z",\
                %s,"salt":"%s"}""".formatted(
                        type,
                        eventId,
                        SITE,
                        subject,
                        further,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(salt))
                .getBytes(StandardCharsets.UTF_8);
        long keyNo = keyOf(subject, index);
        events.add(new Event(eventId, value, keyNo, salt));
        insertEntry(events.getLast(), sequence, kind, standing);
        return index;
    }

    private void insertEntry(Event event, Long sequence, int kind, Integer standing) throws SQLException {
        long index = leaves.size();
        byte[] aad = join(
                ascii("assent/sealed/v1\0" + NAME + "\0"),
                ByteBuffer.allocate(24)
                        .putLong(index)
                        .putLong(event.eventId().getMostSignificantBits())
                        .putLong(event.eventId().getLeastSignificantBits())
                        .array());
        byte[] tag = Arrays.copyOf(
                Hash.sha256().digest(join(ascii("assent/receipt/v1\0"), Arrays.copyOf(event.salt(), 16))), 16);
        insert(
                "evidence.entries (log_id, idx, event_id, key_no, sequence, kind, standing, commitment, receipt_tag,"
                        + " sealed)",
                ID,
                index,
                event.eventId(),
                event.keyNo(),
                sequence,
                kind,
                standing,
                Commitment.of(event.value()),
                tag,
                seal(dataKeys.get(event.keyNo()), event.value(), aad));
        leaves.add(Hash.leaf(Commitment.of(event.value())));
    }

    private long keyOf(String subject, long index) throws SQLException {
        Long known = keyNumbers.get(subject);
        if (known != null) {
            return known;
        }
        // What is the log's own is of no site.
        String site = subject.isEmpty() ? "" : SITE;
        byte[] dataKey = bytes(32);
        byte[] aad = join(
                ascii("assent/data-key/v1\0" + NAME + "\0"),
                ByteBuffer.allocate(12).putLong(index).putInt(20_264).array(),
                ascii(site + "\0" + subject));
        insert(
                "keys.data_keys (log_id, key_no, site, subject, quarter, kek_id, wrapped)",
                ID,
                index,
                site,
                subject,
                20_264,
                "k1",
                seal(KEK, dataKey, aad));
        keyNumbers.put(subject, index);
        dataKeys.put(index, dataKey);
        return index;
    }

    /** Ends a batch with the entries since the last one, and signs a checkpoint. */
    void commit(long duplicates, long deadLetters) throws SQLException {
        Hash root = new NaiveTree(leaves).root();
        long entries = leaves.size() - committed;
        long to = offset + entries + duplicates + deadLetters;
        insert(
                "evidence.batches (log_id, offset_from, offset_to, size_before, size_after, root, topic_id, entries,"
                        + " duplicates, dead_letters, gaps)",
                ID,
                offset,
                to,
                (long) committed,
                (long) leaves.size(),
                root.bytes(),
                TOPIC,
                entries,
                duplicates,
                deadLetters,
                0L);
        for (long i = 0; i < deadLetters; i++) {
            insert("evidence.dead_letters (log_id, kafka_offset, reason, hash)", ID, offset + i, "NOT_JSON", bytes(32));
        }
        for (int n = committed / 256; (n + 1) * 256 <= leaves.size(); n++) {
            List<Hash> hashes = leaves.subList(n * 256, n * 256 + 256);
            ByteArrayOutputStream tile = new ByteArrayOutputStream();
            hashes.forEach(hash -> tile.writeBytes(hash.bytes()));
            insert(
                    "evidence.tiles (log_id, level, n, root, hashes)",
                    ID,
                    0,
                    (long) n,
                    new NaiveTree(hashes).root().bytes(),
                    tile.toByteArray());
        }
        if (entries > 0) {
            insert(
                    "evidence.checkpoints (log_id, size, root, note, signed_at)",
                    ID,
                    (long) leaves.size(),
                    root.bytes(),
                    checkpoint(),
                    Timestamp.from(Instant.EPOCH));
        }
        offset = to;
        committed = leaves.size();
    }

    /** The signed note of the tree as it is now. */
    String checkpoint() {
        return signer.checkpoint(leaves.size(), new NaiveTree(leaves).root());
    }

    void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private void insert(String into, Object... values) throws SQLException {
        String places = "?" + ", ?".repeat(values.length - 1);
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + into + " VALUES (" + places + ")")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private byte[] seal(byte[] key, byte[] plain, byte[] additionalData) {
        byte[] nonce = bytes(12);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(additionalData);
            return join(new byte[] {1}, nonce, cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
