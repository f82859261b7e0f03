package dev.assent.deploy.local.demo;

import java.net.URI;
import java.util.Map;

/**
 * Where the demonstration stands and what it stands beside.
 *
 * @param host the address to listen on, for example {@code 127.0.0.1}
 * @param port the port of the pages, or 0 for a free one
 * @param api consent-api, which serves the banner
 * @param ledger consent-ledger
 * @param registry vendor-registry, which serves the policies
 * @param notifier notifier, whose console shows what people wrote
 * @param smtpPort the mail server's SMTP port on 127.0.0.1
 * @param imapPort the mail server's IMAP port on 127.0.0.1
 * @param webhookSecrets site to the secret of its webhooks, as Standard Webhooks writes it
 */
public record DemoSettings(
        String host,
        int port,
        URI api,
        URI ledger,
        URI registry,
        URI notifier,
        int smtpPort,
        int imapPort,
        Map<String, String> webhookSecrets) {}
