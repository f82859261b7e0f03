package dev.assent.events;

/** An event of {@link Topic#CONSENT_EVENTS}: what the ledger may make an entry of. */
public sealed interface LogEvent extends SiteEvent
        permits ChoiceRecorded, SubjectCommand, SubjectLinked, LogKeyRotated {

    /** The subject in its wire form, see {@link Subject}; empty for what is the log's own. */
    String subject();

    /** 32 random bytes, base64url without padding; its first half is the key of the receipt's address. */
    String salt();

    /** Which producer sent it, and as its how-manieth record. */
    ProducerPosition producer();
}
