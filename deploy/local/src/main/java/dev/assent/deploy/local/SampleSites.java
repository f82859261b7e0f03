package dev.assent.deploy.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The four sites that the local platform has from its first start. */
public final class SampleSites {
    /** Their ids. */
    public static final List<String> IDS = List.of("smartwork", "smartsupp", "smartwatt", "onesmartech");

    private SampleSites() {}

    /** The address of a site's data protection officer. */
    public static String mailbox(String site) {
        return "dpo@" + site + ".test";
    }

    static String mailboxPassword(LocalSecrets secrets, String site) {
        return secrets.password("mailbox." + site);
    }

    /** What a site's webhooks are signed with, as Standard Webhooks writes it. */
    static String webhookSecret(LocalSecrets secrets, String site) {
        return "whsec_" + secrets.key("webhook." + site);
    }

    static Map<String, String> webhookSecrets(LocalSecrets secrets) {
        Map<String, String> all = new LinkedHashMap<>();
        IDS.forEach(site -> all.put(site, webhookSecret(secrets, site)));
        return all;
    }

    static Map<String, String> mailboxes(LocalSecrets secrets) {
        Map<String, String> mailboxes = new LinkedHashMap<>();
        IDS.forEach(site -> mailboxes.put(mailbox(site), mailboxPassword(secrets, site)));
        return mailboxes;
    }
}
