package dev.assent.ledger.opened;

import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.evidence.ReceiptKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Where receipts are. */
@ApplicationScoped
public class ReceiptAddresses {

    private final LedgerConfig config;

    ReceiptAddresses(LedgerConfig config) {
        this.config = config;
    }

    /** The address of an entry's receipt, with its key: for whoever may read the entry, and for no log. */
    public String of(Opened entry) {
        return "%s/v1/receipts/%s/%s/%s"
                .formatted(
                        config.url(),
                        entry.log().name(),
                        entry.entry().eventId(),
                        ReceiptKey.ofSalt(entry.event().salt()).text());
    }
}
