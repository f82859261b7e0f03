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
    private static WebhookReceiver receiver;

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

    /** What hears of the sites' choices. */
    public static WebhookReceiver receiver() {
        return receiver;
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
        receiver = WebhookReceiver.start();
        for (String site : TestSites.ALL) {
            TestSites.publish(kafka.bootstrapServers(), TestSites.snapshot(site));
        }
        TestSites.publish(kafka.bootstrapServers(), TestSites.onesmartech(receiver.url()));
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
        settings.put("assent.notifier.confirmations.keys.1", TestSites.PRIVATE_SEAL_KEY);
        settings.put("assent.notifier.webhooks.plain-http-to-loopback", "true");
        settings.put("assent.notifier.webhooks.secrets.\"" + TestSites.ONESMARTECH + "\"", WebhookReceiver.SECRET);
        for (String site : TestSites.ALL) {
            settings.put("assent.notifier.mailboxes.\"" + site + "\".user", TestSites.dpo(site));
            settings.put("assent.notifier.mailboxes.\"" + site + "\".password", "secret");
        }
        return settings;
    }

    @Override
    public void stop() {
        if (receiver != null) {
            receiver.close();
        }
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
