package dev.assent.notifier;

import dev.assent.deploy.parts.Database;
import dev.assent.deploy.parts.KafkaPart;
import dev.assent.deploy.parts.MailPart;
import dev.assent.deploy.parts.PostgresPart;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import java.util.HashMap;
import java.util.Map;

/** The real parts that the service lives among: PostgreSQL, Kafka and a mail server. */
public final class NotifierParts implements QuarkusTestResourceLifecycleManager {

    private static PostgresPart postgres;
    private static Database database;
    private static KafkaPart kafka;
    private static MailPart mail;

    /** The running mail server. */
    public static MailPart mail() {
        return mail;
    }

    /** The running broker. */
    public static KafkaPart kafka() {
        return kafka;
    }

    /** The running database server. */
    public static PostgresPart postgres() {
        return postgres;
    }

    /** The service's database. */
    public static Database database() {
        return database;
    }

    @Override
    public Map<String, String> start() {
        postgres = PostgresPart.startTemporary();
        database = postgres.createDatabase("notifier");
        kafka = KafkaPart.startTemporary(1);
        Map<String, String> mailboxes = new HashMap<>();
        TestSites.ALL.forEach(site -> mailboxes.put(TestSites.dpo(site), "secret"));
        mail = MailPart.start(0, 0, mailboxes);
        for (String site : TestSites.ALL) {
            TestSites.publish(kafka.bootstrapServers(), site);
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.app());
        settings.put("quarkus.datasource.password", database.appPassword());
        settings.put("quarkus.flyway.username", database.migrator());
        settings.put("quarkus.flyway.password", database.migratorPassword());
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("quarkus.mailer.host", "127.0.0.1");
        settings.put("quarkus.mailer.port", Integer.toString(mail.smtpPort()));
        settings.put("assent.notifier.imap.host", "127.0.0.1");
        settings.put("assent.notifier.imap.port", Integer.toString(mail.imapPort()));
        for (String site : TestSites.ALL) {
            settings.put("assent.notifier.mailboxes.\"" + site + "\".user", TestSites.dpo(site));
            settings.put("assent.notifier.mailboxes.\"" + site + "\".password", "secret");
        }
        return settings;
    }

    @Override
    public void stop() {
        if (mail != null) {
            mail.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
