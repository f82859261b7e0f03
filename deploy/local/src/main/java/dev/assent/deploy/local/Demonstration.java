package dev.assent.deploy.local;

import dev.assent.deploy.local.demo.DemoSettings;
import dev.assent.deploy.local.demo.DemoSites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Tells the demonstration where the platform is. */
final class Demonstration {

    private Demonstration() {}

    static DemoSites start(PortPlan ports, LocalSecrets secrets) {
        try {
            return DemoSites.start(new DemoSettings(
                    "127.0.0.1",
                    ports.of(Port.DEMO),
                    URI.create(ports.url(Port.API)),
                    URI.create(ports.url(Port.LEDGER)),
                    URI.create(ports.url(Port.REGISTRY)),
                    URI.create(ports.url(Port.NOTIFIER)),
                    ports.of(Port.SMTP),
                    ports.of(Port.IMAP),
                    SampleSites.webhookSecrets(secrets)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
