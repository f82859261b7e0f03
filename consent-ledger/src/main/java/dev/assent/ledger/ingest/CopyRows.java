package dev.assent.ledger.ingest;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Rows in PostgreSQL's binary COPY format: the fast way in for many rows of one table. */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};

    private final String table;
    private final int columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream data = new DataOutputStream(bytes);
    private int rows;

    /**
     * Rows for a table.
     *
     * @param table its name and columns, {@code schema.table (a, b)}
     * @param columns how many columns that are
     */
    CopyRows(String table, int columns) {
        this.table = table;
        this.columns = columns;
        put(() -> {
            data.write(SIGNATURE);
            data.writeInt(0);
            data.writeInt(0);
        });
    }

    CopyRows row() {
        rows++;
        return put(() -> data.writeShort(columns));
    }

    CopyRows smallint(@Nullable Integer value) {
        return put(() -> {
            data.writeInt(value == null ? -1 : Short.BYTES);
            if (value != null) {
                data.writeShort(value);
            }
        });
    }

    CopyRows integer(int value) {
        return put(() -> {
            data.writeInt(Integer.BYTES);
            data.writeInt(value);
        });
    }

    CopyRows bigint(@Nullable Long value) {
        return put(() -> {
            data.writeInt(value == null ? -1 : Long.BYTES);
            if (value != null) {
                data.writeLong(value);
            }
        });
    }

    CopyRows uuid(UUID value) {
        return put(() -> {
            data.writeInt(2 * Long.BYTES);
            data.writeLong(value.getMostSignificantBits());
            data.writeLong(value.getLeastSignificantBits());
        });
    }

    CopyRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytes(byte[] value) {
        return put(() -> {
            data.writeInt(value.length);
            data.write(value);
        });
    }

    /** Sends the rows, in the connection's transaction; nothing if there are none. */
    void send(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        put(() -> data.writeShort(-1));
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        byte[] all = bytes.toByteArray();
        copy.writeToCopy(all, 0, all.length);
        long taken = copy.endCopy();
        if (taken != rows) {
            throw new SQLException(table + " took " + taken + " of " + rows + " rows");
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private CopyRows put(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
