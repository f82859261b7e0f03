package dev.assent.deploy.parts;

/**
 * A database of {@link PostgresPart} with its three roles: the owner, who cannot log in; the migrator, who may act as the
 * owner; and the service's own role.
 *
 * @param name the database, and the first part of its roles' names
 * @param jdbcUrl where it is, without user and password
 * @param migratorPassword the password of {@link #migrator()}
 * @param appPassword the password of {@link #app()}
 */
public record Database(String name, String jdbcUrl, String migratorPassword, String appPassword) {

    /** The role that owns the tables (NOLOGIN). */
    public String owner() {
        return name + "_owner";
    }

    /** The role that migrates, by {@code SET ROLE} to the owner. */
    public String migrator() {
        return name + "_migrator";
    }

    /** The service's role. */
    public String app() {
        return name + "_app";
    }

    @Override
    public String toString() {
        return "Database[" + jdbcUrl + "]";
    }
}
