package dev.assent.verify.stored;

import dev.assent.verify.note.InvalidNoteException;
import dev.assent.verify.note.Rotation;
import dev.assent.verify.report.CouldNotCheckException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries that changed a log's own key: those under a data key of no site and no subject. All entries are walked later;
 * these few are needed before, to know which key signed what.
 */
final class StoredRotations {

    private StoredRotations() {}

    static List<Rotation> read(Moment moment, int logId, String log, String origin, KeyEncryptionKeys keks)
            throws SQLException, CouldNotCheckException, InvalidNoteException {
        List<Rotation> rotations = new ArrayList<>();
        Connection connection = moment.take();
        try (BinaryRows rows = EntryRow.own(connection, logId)) {
            while (rows.next()) {
                EntryRow row = new EntryRow(rows);
                Optional<byte[]> value = open(row, log, keks);
                // One that cannot be opened is named when the walk comes to it.
                if (value.isPresent()) {
                    rotations.add(Rotation.parse(row.index, value.get(), origin));
                }
            }
        }
        moment.give(connection);
        return rotations;
    }

    private static Optional<byte[]> open(EntryRow row, String log, KeyEncryptionKeys keks)
            throws CouldNotCheckException {
        EntryRow.Key key = row.key;
        if (key == null) {
            return Optional.empty();
        }
        SealingKey kek = keks.find(key.kekId)
                .orElseThrow(() ->
                        new CouldNotCheckException("entry %d needs the key-encryption key “%s”, which was not given"
                                .formatted(row.index, key.kekId)));
        return new Opener()
                .open(kek, key.wrapped, key.additionalData(log, row.keyNo))
                .flatMap(dataKey -> new Opener().open(new SealingKey(dataKey), row.sealed, row.additionalData(log)));
    }
}
