package dev.assent.ledger.seal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A table whose rows hold keys under key-encryption keys. */
public interface WrappedKeys {

    /** What its keys are, for messages: {@code data keys}. */
    String what();

    /** The first id of a key-encryption key after this one, in the order of text, that wraps a key of the table. */
    Optional<String> nextId(Connection connection, String after) throws SQLException;

    /** How many keys of the table that key-encryption key wraps. */
    long count(Connection connection, String kekId) throws SQLException;

    /**
     * Opens one of the keys that this key-encryption key wraps, if there is any.
     *
     * @throws CannotOpenException if it does not open
     */
    void tryOne(Connection connection, String kekId) throws SQLException;

    /** Wraps keys under the current key-encryption key, at most so many; answers how many were found. */
    int rewrap(Connection connection, String fromKekId, int most) throws SQLException;
}
