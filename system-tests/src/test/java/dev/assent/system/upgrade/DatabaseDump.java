package dev.assent.system.upgrade;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database's rows as text, in the form that {@code psql} reads: one {@code COPY … FROM stdin} block per table. The
 * schema is not in it: the migrations make it, up to the version that the first line names.
 */
final class DatabaseDump {

    private static final String VERSION_LINE = "-- schema version ";
    private static final String TABLES = """
            SELECT n.nspname, c.relname,
                   (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND c.relname <> 'flyway_schema_history'
            ORDER BY 1, 2
            """;
    private static final String VERSION = """
            SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL
            ORDER BY string_to_array(replace(version, '_', '.'), '.')::int[] DESC LIMIT 1
            """;

    private final Path file;

    DatabaseDump(Path file) {
        this.file = file;
    }

    /** Writes every table's rows. */
    void write(Connection database) throws SQLException, IOException {
        CopyManager copy = database.unwrap(PGConnection.class).getCopyAPI();
        try (BufferedWriter out = Files.newBufferedWriter(file);
                Statement statement = database.createStatement()) {
            out.write(VERSION_LINE + one(statement, VERSION) + "\n");
            List<String[]> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.add(new String[] {rows.getString(1) + "." + rows.getString(2), rows.getString(3)});
                }
            }
            for (String[] table : tables) {
                StringWriter rows = new StringWriter();
                copy.copyOut("COPY " + table[0] + " (" + table[1] + ") TO STDOUT", rows);
                if (!rows.toString().isEmpty()) {
                    out.write("COPY " + table[0] + " (" + table[1] + ") FROM stdin;\n" + rows + "\\.\n");
                }
            }
        }
    }

    /** The version of the schema that the rows fit. */
    String schemaVersion() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String line = in.readLine();
            if (line == null || !line.startsWith(VERSION_LINE)) {
                throw new IOException(file + " does not say which schema it fits");
            }
            return line.substring(VERSION_LINE.length());
        }
    }

    /** Puts the rows into a database of that schema; as superuser, without triggers and foreign keys. */
    void read(Connection database) throws SQLException, IOException {
        CopyManager copy = database.unwrap(PGConnection.class).getCopyAPI();
        try (BufferedReader in = Files.newBufferedReader(file);
                Statement statement = database.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("COPY ")) {
                    copy.copyIn(line.substring(0, line.length() - 1), new StringReader(block(in)));
                }
            }
            statement.execute("RESET session_replication_role");
        }
    }

    private static String block(BufferedReader in) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String row = in.readLine(); row != null && !row.equals("\\."); row = in.readLine()) {
            rows.append(row).append('\n');
        }
        return rows.toString();
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("No row: " + query);
            }
            return row.getString(1);
        }
    }
}
