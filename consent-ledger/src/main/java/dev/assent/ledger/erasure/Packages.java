package dev.assent.ledger.erasure;

import dev.assent.events.Subject;
import dev.assent.ledger.log.Hashes;
import dev.assent.ledger.seal.PackageSealer;
import dev.assent.ledger.seal.Sealer;
import dev.assent.ledger.seal.WrappedKeys;
import jakarta.enterprise.context.ApplicationScoped;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sealed answers to requests for access. */
@ApplicationScoped
class Packages implements WrappedKeys {

    private static final String PACKAGE_OF = "assent/package-of/v1";
    private static final String INSERT = """
            INSERT INTO erasure.packages (id, site, request_id, expires_at, whose, kek_id, wrapped, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND = """
            SELECT kek_id, wrapped, sealed, request_id FROM erasure.packages
            WHERE site = ? AND id = ? AND expires_at > clock_timestamp()""";
    private static final String ALL = "SELECT site, id FROM erasure.packages WHERE expires_at > clock_timestamp()";
    private static final String END = "DELETE FROM erasure.packages WHERE id = ?";
    private static final String FORGET = "DELETE FROM erasure.packages WHERE whose && ?";
    private static final String SWEEP = "DELETE FROM erasure.packages WHERE expires_at <= clock_timestamp()";
    private static final String NEXT = "SELECT kek_id FROM erasure.packages WHERE kek_id > ? ORDER BY kek_id LIMIT 1";
    private static final String COUNT = "SELECT count(*) FROM erasure.packages WHERE kek_id = ?";
    private static final String UNDER = "SELECT id, wrapped FROM erasure.packages WHERE kek_id = ? LIMIT ?";
    private static final String REWRAP = "UPDATE erasure.packages SET kek_id = ?, wrapped = ? WHERE id = ?";

    private final DataSource dataSource;
    private final PackageSealer sealer;
    private final Sealer tags;

    Packages(DataSource dataSource, PackageSealer sealer, Sealer tags) {
        this.tags = tags;
        this.dataSource = dataSource;
        this.sealer = sealer;
    }

    /** A package's content, and the request that it answers. */
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(String requestId, byte[] content) {}

    /** Keeps a package; answers the hash of what is sealed. */
    byte[] keep(UUID id, String site, String requestId, Instant expiresAt, Collection<Subject> whose, byte[] content) {
        PackageSealer.Sealed sealed = sealer.seal(id, content);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, site);
            insert.setString(3, requestId);
            insert.setObject(4, expiresAt.atOffset(ZoneOffset.UTC));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea",
                            whose.stream()
                                    .map(subject -> tags.tag(PACKAGE_OF, subject.site(), subject.value()))
                                    .toArray(byte[][]::new)));
            insert.setString(6, sealed.kekId());
            insert.setBytes(7, sealed.wrapped());
            insert.setBytes(8, sealed.sealed());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a package could not be kept", e);
        }
        return Hashes.sha256().digest(sealed.sealed());
    }

    /** A package that has not had its time. */
    Optional<Opened> open(String site, UUID id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, site);
            select.setObject(2, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Opened(
                                row.getString(4),
                                sealer.open(
                                        id,
                                        new PackageSealer.Sealed(row.getString(1), row.getBytes(2), row.getBytes(3)))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a package could not be read", e);
        }
    }

    /** Deletes every package that tells of the subject. */
    void forget(Subject subject) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bytea",
                            tags.tagsOfAllTimes(PACKAGE_OF, subject.site(), subject.value())
                                    .toArray(byte[][]::new)));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("packages could not be deleted", e);
        }
    }

    /** Where a package lies. */
    record Key(String site, UUID id) {}

    /** The packages that have not had their time. */
    List<Key> all() {
        List<Key> all = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(new Key(row.getString(1), row.getObject(2, UUID.class)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("packages could not be read", e);
        }
        return all;
    }

    /** Deletes a package. */
    void end(UUID id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(END)) {
            delete.setObject(1, id);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a package could not be deleted", e);
        }
    }

    /** Deletes what has had its time. */
    int sweep(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
            return delete.executeUpdate();
        }
    }

    @Override
    public String what() {
        return "keys of packages";
    }

    @Override
    public Optional<String> nextId(Connection connection, String after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, after);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public long count(Connection connection, String kekId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, kekId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void tryOne(Connection connection, String kekId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNDER)) {
            select.setString(1, kekId);
            select.setInt(2, 1);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    Arrays.fill(sealer.unwrap(row.getObject(1, UUID.class), kekId, row.getBytes(2)), (byte) 0);
                }
            }
        }
    }

    @Override
    public int rewrap(Connection connection, String fromKekId, int most) throws SQLException {
        int found = 0;
        try (PreparedStatement select = connection.prepareStatement(UNDER);
                PreparedStatement rewrap = connection.prepareStatement(REWRAP)) {
            select.setString(1, fromKekId);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found++;
                    UUID id = row.getObject(1, UUID.class);
                    rewrap.setString(1, sealer.current());
                    rewrap.setBytes(2, sealer.rewrap(id, fromKekId, row.getBytes(2)));
                    rewrap.setObject(3, id);
                    rewrap.executeUpdate();
                }
            }
        }
        return found;
    }
}
