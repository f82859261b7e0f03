package dev.assent.verify.stored;

import dev.assent.verify.entry.Commitment;
import dev.assent.verify.merkle.Hash;
import dev.assent.verify.note.TestSigner;
import dev.assent.verify.tile.Tile;
import dev.assent.verify.tile.TileTree;
import org.postgresql.PGConnection;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A log of any length, written by docs/ledger-storage.md through COPY: events of 400 bytes, every third of a new subject,
 * the others of any earlier one; a batch for each 500 entries, a checkpoint for each tenth batch.
 */
final class LargeLog {

    private static final int BATCH = 500;
    private static final int BATCHES_PER_CHECKPOINT = 10;
    private static final int NEW_SUBJECT = 3;
    private static final UUID TOPIC = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String SITE = "smartsupp";
    private static final int QUARTER = 20_264;
    private static final HexFormat HEX = HexFormat.of();

    private final Random random;
    private final Connection connection;
    private final int partition;
    private final String name;
    private final int id;
    private final TestSigner signer;
    private final TileTree tree = new TileTree();
    private final List<Subject> subjects = new ArrayList<>();
    private final Cipher cipher;
    private final Map<String, StringBuilder> rows = new TreeMap<>();

    private static final class Subject {
        private final String subject;
        private final long keyNo;
        private final byte[] key;
        private long sequence;

        private Subject(String subject, long keyNo, byte[] key) {
            this.subject = subject;
            this.keyNo = keyNo;
            this.key = key;
        }
    }

    LargeLog(Connection connection, int partition) throws GeneralSecurityException {
        this.connection = connection;
        this.partition = partition;
        this.name = "1-" + partition;
        this.id = 65_536 + partition;
        this.signer = new TestSigner("log.example.test/assent/" + name);
        this.random = new Random(partition);
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    }

    TestSigner signer() {
        return signer;
    }

    /** Writes so many entries. */
    void write(long entries) throws SQLException, IOException, GeneralSecurityException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO evidence.logs (log_id, name, generation, partition, origin, topic, topic_id)"
                    + " VALUES (%d, '%s', 1, %d, '%s', 'consent.events', '%s')"
                            .formatted(id, name, partition, signer.name(), TOPIC));
            statement.execute("SELECT evidence.prepare_log(1, " + partition + ")");
        }
        for (long batch = 0; tree.size() < entries; batch++) {
            long from = tree.size();
            while (tree.size() < Math.min(from + BATCH, entries)) {
                append();
            }
            row("evidence.batches (log_id, offset_from, offset_to, size_before, size_after, root, topic_id, entries,"
                            + " duplicates, dead_letters, gaps)")
                    .append("%d\t%d\t%d\t%d\t%d\t%s\t%s\t%d\t0\t0\t0\n"
                            .formatted(
                                    id,
                                    from,
                                    tree.size(),
                                    from,
                                    tree.size(),
                                    bytea(tree.root().bytes()),
                                    TOPIC,
                                    tree.size() - from));
            if (batch % BATCHES_PER_CHECKPOINT == 0) {
                row("evidence.checkpoints (log_id, size, root, note, signed_at)")
                        .append("%d\t%d\t%s\t%s\tnow\n"
                                .formatted(
                                        id,
                                        tree.size(),
                                        bytea(tree.root().bytes()),
                                        signer.checkpoint(tree.size(), tree.root())
                                                .replace("\n", "\\n")));
            }
            if (batch % BATCHES_PER_CHECKPOINT == 0) {
                flush();
            }
        }
        flush();
    }

    private void append() throws GeneralSecurityException {
        long index = tree.size();
        Subject subject;
        if (index % NEW_SUBJECT == 0) {
            subject = new Subject(base64(bytes(32)), index, bytes(32));
            subjects.add(subject);
            byte[] aad = ByteBuffer.allocate(256)
                    .put(ascii("assent/data-key/v1\0" + name + "\0"))
                    .putLong(index)
                    .putInt(QUARTER)
                    .put(ascii(SITE + "\0" + subject.subject))
                    .array();
            int length = 19 + name.length() + 1 + 12 + SITE.length() + 1 + subject.subject.length();
            row("keys.data_keys (log_id, key_no, site, subject, quarter, kek_id, wrapped)")
                    .append("%d\t%d\t%s\t%s\t%d\tk1\t%s\n"
                            .formatted(
                                    id,
                                    index,
                                    SITE,
                                    subject.subject,
                                    QUARTER,
                                    bytea(seal(SampleLog.KEK, subject.key, Arrays.copyOf(aad, length)))));
        } else {
            subject = subjects.get(random.nextInt(subjects.size()));
        }
        UUID eventId = new UUID(random.nextLong(), random.nextLong());
        byte[] salt = bytes(32);
        String statistics = random.nextBoolean() ? "granted" : "denied";
        byte[] value = ascii(
                """
                {"type":"assent.choice-recorded.v1","eventId":"%s","site":"%s","subject":"%s",\
                "recordedAt":"2026-11-22T17:00:00.123Z","noticeVersion":1,"language":"fr","surface":"banner",\
                "action":"custom","sequence":%d,"purposes":{"statistics":"%s","marketing":"denied"},"salt":"%s",\
                "producer":{"run":"5f0c","sequence":%d}}""".formatted(eventId, SITE, subject.subject, ++subject.sequence, statistics, base64(salt), index));
        byte[] commitment = Commitment.of(value);
        byte[] aad = ByteBuffer.allocate(17 + name.length() + 1 + 24)
                .put(ascii("assent/sealed/v1\0" + name + "\0"))
                .putLong(index)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .array();
        byte[] tag =
                Arrays.copyOf(Hash.sha256().digest(concat(ascii("assent/receipt/v1\0"), Arrays.copyOf(salt, 16))), 16);
        row("evidence.entries (log_id, idx, event_id, key_no, sequence, kind, standing, commitment, receipt_tag, sealed)")
                .append(id)
                .append('\t')
                .append(index)
                .append('\t')
                .append(eventId)
                .append('\t')
                .append(subject.keyNo)
                .append('\t')
                .append(subject.sequence)
                .append("\t1\t1\t")
                .append(bytea(commitment))
                .append('\t')
                .append(bytea(tag))
                .append('\t')
                .append(bytea(seal(subject.key, value, aad)))
                .append('\n');
        for (Tile tile : tree.append(Hash.leaf(commitment))) {
            ByteBuffer hashes = ByteBuffer.allocate(256 * 32);
            tile.hashes().forEach(hash -> hashes.put(hash.bytes()));
            row("evidence.tiles (log_id, level, n, root, hashes)")
                    .append("%d\t%d\t%d\t%s\t%s\n"
                            .formatted(
                                    id,
                                    tile.level(),
                                    tile.index(),
                                    bytea(tile.root().bytes()),
                                    bytea(hashes.array())));
        }
    }

    private StringBuilder row(String table) {
        return rows.computeIfAbsent(table, _ -> new StringBuilder());
    }

    private void flush() throws SQLException, IOException {
        for (Map.Entry<String, StringBuilder> table : rows.entrySet()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + table.getKey() + " FROM STDIN",
                            new StringReader(table.getValue().toString()));
            table.getValue().setLength(0);
        }
    }

    private byte[] seal(byte[] key, byte[] plain, byte[] additionalData) throws GeneralSecurityException {
        byte[] nonce = bytes(12);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(additionalData);
        return concat(new byte[] {1}, concat(nonce, cipher.doFinal(plain)));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String bytea(byte[] bytes) {
        return "\\\\x" + HEX.formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
