package dev.assent.ledger.receipt;

import dev.assent.events.ChoiceRecorded;

/** The IRIs of what a receipt speaks of. None holds the key of the receipt's address. */
record LinkedNames(ChoiceRecorded choice) {

    private static final String PREFIX = "urn:assent:";

    String receipt() {
        return "urn:uuid:" + choice.eventId();
    }

    String record(String purpose) {
        return receipt() + "#" + purpose;
    }

    String controller() {
        return PREFIX + "controller:" + choice.site();
    }

    /** The pseudonym: of this site alone. */
    String subject() {
        return PREFIX + "subject:" + choice.site() + ":" + choice.subject();
    }

    String notice() {
        return PREFIX + "notice:" + choice.site() + ":" + choice.noticeVersion();
    }

    String purpose(String id) {
        return PREFIX + "purpose:" + choice.site() + ":" + id;
    }

    String vendor(String id) {
        return PREFIX + "vendor:" + choice.site() + ":" + id;
    }
}
