package dev.assent.verify.stored;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The rows of a query by {@code COPY … TO STDOUT (FORMAT binary)}: PostgreSQL sends them one after the other without being
 * asked for each lot, and nothing is turned into text and back.
 */
final class BinaryRows implements AutoCloseable {

    /** The signature of 11 bytes and two integers. */
    private static final int HEADER = 19;

    private static final int AT_EXTENSION_LENGTH = 15;
    private static final int NONE = -1;

    private final CopyOut copy;
    private final int[] at;
    private final int[] length;
    private byte[] bytes = new byte[0];
    private ByteBuffer data = ByteBuffer.wrap(bytes);
    private boolean begun;
    private boolean ended;

    /** Begins a query that has so many columns. */
    BinaryRows(Connection connection, String query, int columns) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
        at = new int[columns];
        length = new int[columns];
    }

    /** Goes to the next row; false after the last. */
    boolean next() throws SQLException {
        if (ended) {
            return false;
        }
        forget();
        if (!begun) {
            begun = true;
            need(HEADER);
            int extension = data.getInt(AT_EXTENSION_LENGTH);
            data.position(HEADER);
            need(extension);
            data.position(data.position() + extension);
        }
        need(Short.BYTES);
        int fields = data.getShort();
        if (fields == NONE) {
            ended = true;
            while (copy.readFromCopy() != null) {
                // Nothing follows; this ends the statement.
            }
            return false;
        }
        if (fields != at.length) {
            throw new SQLException("a row has %d columns, not %d".formatted(fields, at.length));
        }
        for (int i = 0; i < fields; i++) {
            need(Integer.BYTES);
            length[i] = data.getInt();
            need(Math.max(length[i], 0));
            at[i] = data.position();
            data.position(at[i] + Math.max(length[i], 0));
        }
        return true;
    }

    /** Reads on until so many bytes are there. PostgreSQL sends whole rows; the protocol does not promise it. */
    private void need(int count) throws SQLException {
        while (data.remaining() < count) {
            byte[] more = copy.readFromCopy();
            if (more == null) {
                throw new SQLException("the rows end in the middle");
            }
            int position = data.position();
            byte[] joined = Arrays.copyOf(bytes, bytes.length + more.length);
            System.arraycopy(more, 0, joined, bytes.length, more.length);
            bytes = joined;
            data = ByteBuffer.wrap(bytes).position(position);
        }
    }

    /** Lets go of the rows that were read. */
    private void forget() throws SQLException {
        if (!data.hasRemaining()) {
            byte[] more = copy.readFromCopy();
            bytes = more == null ? new byte[0] : more;
            data = ByteBuffer.wrap(bytes);
        }
    }

    boolean isNull(int column) {
        return length[column] < 0;
    }

    long bigint(int column) throws SQLException {
        expect(column, Long.BYTES);
        return data.getLong(at[column]);
    }

    @Nullable
    Long nullableBigint(int column) throws SQLException {
        return isNull(column) ? null : bigint(column);
    }

    int integer(int column) throws SQLException {
        expect(column, Integer.BYTES);
        return data.getInt(at[column]);
    }

    int smallint(int column) throws SQLException {
        expect(column, Short.BYTES);
        return data.getShort(at[column]);
    }

    UUID uuid(int column) throws SQLException {
        expect(column, 2 * Long.BYTES);
        return new UUID(data.getLong(at[column]), data.getLong(at[column] + Long.BYTES));
    }

    byte[] bytea(int column) {
        return Arrays.copyOfRange(bytes, at[column], at[column] + Math.max(length[column], 0));
    }

    String text(int column) {
        return new String(bytes, at[column], Math.max(length[column], 0), StandardCharsets.UTF_8);
    }

    private void expect(int column, int size) throws SQLException {
        if (length[column] != size) {
            throw new SQLException("column %d has %d bytes, not %d".formatted(column, length[column], size));
        }
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
