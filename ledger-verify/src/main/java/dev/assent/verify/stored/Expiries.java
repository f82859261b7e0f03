package dev.assent.verify.stored;

import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entries under nobody's subject: which keys, and which erasure's kept proofs, each says have had their time; and what
 * each says that an erasure shredded.
 */
final class Expiries {

    private final Map<Long, Set<Long>> keys = new HashMap<>();
    private final Map<Long, Long> erasures = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();

    /**
     * What an entry says of an erasure before it.
     *
     * @param index the entry that says it
     * @param erasure the erasure
     * @param keys the data keys that it shredded
     * @param proofs how many proofs it keeps
     */
    record Statement(long index, long erasure, Set<Long> keys, long proofs) {}

    private Expiries() {}

    /** Reads and opens the entries of kind 5; one that does not open is named elsewhere, and ends nothing. */
    static Expiries read(Connection connection, int logId, String log, KeyEncryptionKeys keks) throws SQLException {
        Expiries expiries = new Expiries();
        Opener opener = new Opener();
        try (BinaryRows rows = EntryRow.expiries(connection, logId)) {
            while (rows.next()) {
                EntryRow row = new EntryRow(rows);
                Optional<byte[]> value = open(row, log, keks, opener);
                if (value.isPresent()) {
                    expiries.add(row.index, value.get());
                }
            }
        }
        return expiries;
    }

    private static Optional<byte[]> open(EntryRow row, String log, KeyEncryptionKeys keks, Opener opener) {
        EntryRow.Key key = row.key;
        if (key == null) {
            return Optional.empty();
        }
        return keks.find(key.kekId)
                .flatMap(kek -> opener.open(kek, key.wrapped, key.additionalData(log, row.keyNo)))
                .flatMap(data -> opener.open(new SealingKey(data), row.sealed, row.additionalData(log)));
    }

    private void add(long index, byte[] value) {
        try {
            Json event = Json.parse(new String(value, StandardCharsets.UTF_8));
            keys.put(index, event.find("keys").isPresent() ? numbers(event.list("keys")) : Set.of());
            if (event.find("erasure").isPresent()) {
                erasures.put(index, event.number("erasure"));
            }
            if (event.find("shredded").isPresent()) {
                Json said = event.get("shredded");
                statements.add(new Statement(
                        index, said.number("erasure"), numbers(said.list("keys")), said.number("proofs")));
            }
        } catch (JsonException | ArithmeticException e) {
            keys.put(index, Set.of());
        }
    }

    private static Set<Long> numbers(List<Json> list) {
        Set<Long> numbers = new HashSet<>();
        for (Json one : list) {
            if (one instanceof Json.Num(BigDecimal number)) {
                numbers.add(number.longValueExact());
            }
        }
        return numbers;
    }

    /** What entries say of erasures, in the order of the log. */
    List<Statement> statements() {
        return statements;
    }

    /** Whose kept proofs entries say have had their time, by entry. */
    Map<Long, Long> endedErasures() {
        return erasures;
    }

    /** Whether the entry says that the key's time is over. */
    boolean endsKey(long index, long key) {
        return keys.getOrDefault(index, Set.of()).contains(key);
    }

    /** The erasure whose proofs the entry ends; null for none. */
    @Nullable
    Long endsErasure(long index) {
        return erasures.get(index);
    }
}
