package dev.assent.verify.stored;

import dev.assent.verify.json.Json;
import dev.assent.verify.json.JsonException;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The logged ends of retention: which keys, and which erasure's kept proofs, each says have had their time. */
final class Expiries {

    private final Map<Long, Set<Long>> keys = new HashMap<>();
    private final Map<Long, Long> erasures = new HashMap<>();

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
            Set<Long> named = new HashSet<>();
            if (event.find("keys").isPresent()) {
                for (Json key : event.list("keys")) {
                    if (key instanceof Json.Num(BigDecimal number)) {
                        named.add(number.longValueExact());
                    }
                }
            }
            keys.put(index, named);
            if (event.find("erasure").isPresent()) {
                erasures.put(index, event.number("erasure"));
            }
        } catch (JsonException | ArithmeticException e) {
            keys.put(index, Set.of());
        }
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
