package dev.assent.ledger.ingest;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Rows in PostgreSQL's binary COPY format: the fast way in for many rows of one table. */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int FIRST_BYTES = 1 << 16;
    /** The server works on one piece while the next is on its way. */
    private static final int PIECE = 1 << 16;

    private final String table;
    private final int columns;
    private ByteBuffer data = ByteBuffer.allocate(FIRST_BYTES);
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
        data.put(SIGNATURE).putInt(0).putInt(0);
    }

    CopyRows row() {
        rows++;
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    CopyRows smallint(@Nullable Integer value) {
        if (value == null) {
            return nothing();
        }
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort(value.shortValue());
        return this;
    }

    CopyRows integer(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    CopyRows bigint(@Nullable Long value) {
        if (value == null) {
            return nothing();
        }
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    CopyRows uuid(UUID value) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    /** Sends the rows, in the connection's transaction; nothing if there are none. */
    void send(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        room(Short.BYTES).putShort((short) -1);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        long taken;
        try {
            for (int at = 0; at < data.position(); at += PIECE) {
                copy.writeToCopy(data.array(), at, Math.min(PIECE, data.position() - at));
            }
            taken = copy.endCopy();
        } catch (SQLException e) {
            giveUp(copy, e);
            throw e;
        }
        if (taken != rows) {
            throw new SQLException(table + " took " + taken + " of " + rows + " rows");
        }
    }

    /** A COPY that broke off keeps its connection: whatever is asked next, a rollback too, would wait for its end. */
    private static void giveUp(CopyIn copy, SQLException cause) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private CopyRows nothing() {
        room(Integer.BYTES).putInt(-1);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (data.remaining() < bytes) {
            data.flip();
            data = ByteBuffer.allocate(Math.max(2 * data.capacity(), data.limit() + bytes))
                    .put(data);
        }
        return data;
    }
}
