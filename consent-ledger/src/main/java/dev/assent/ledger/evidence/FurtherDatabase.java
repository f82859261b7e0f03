package dev.assent.ledger.evidence;

import dev.assent.ledger.config.LedgerConfig;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import org.flywaydb.core.Flyway;
import org.postgresql.Driver;

import java.sql.SQLException;
import java.time.Duration;

/** A database beside the default one, set up like it. */
final class FurtherDatabase {

    private static final Duration ACQUISITION = Duration.ofSeconds(5);

    private FurtherDatabase() {}

    /** Its connections. None is opened before it is needed. */
    static AgroalDataSource pool(LedgerConfig.Database settings) {
        AgroalDataSourceConfigurationSupplier pool = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .maxSize(settings.maxSize())
                        .acquisitionTimeout(ACQUISITION)
                        // A connection that was cut off is not handed out again; the default database's has the same.
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> {
                            factory.connectionProviderClass(Driver.class)
                                    .jdbcUrl(settings.jdbcUrl())
                                    .principal(new NamePrincipal(settings.username()))
                                    .jdbcProperty("logServerErrorDetail", "false");
                            settings.password().ifPresent(password -> factory.credential(new SimplePassword(password)));
                            return factory;
                        }));
        try {
            return AgroalDataSource.from(pool);
        } catch (SQLException e) {
            throw new IllegalArgumentException("no pool for " + settings.jdbcUrl(), e);
        }
    }

    /** The same migrations as the default database's, under its own migrator. */
    static Flyway migrating(Flyway ofDefault, LedgerConfig.Database settings) {
        return Flyway.configure(Thread.currentThread().getContextClassLoader())
                .configuration(ofDefault.getConfiguration())
                .dataSource(
                        settings.jdbcUrl(),
                        settings.migratorUsername(),
                        settings.migratorPassword().orElse(null))
                .load();
    }
}
