package dev.assent.notifier.message;

/** Who or what sent a mail, as far as its headers say (RFC 3834): decides whether it may be answered automatically. */
public enum Origin {
    /** Nothing says that it is anything but a person's mail. */
    PERSON(true, true),
    /** A person's mail whose sender asks for no automatic answer, or that names nobody to answer. */
    UNANSWERABLE(true, false),
    /** Sent or answered by a machine. */
    AUTOMATIC(false, false),
    /** Sent to many: a list, a newsletter. */
    BULK(false, false),
    /** A report that a mail could not be delivered. */
    BOUNCE(false, false),
    /** Sent from the site's own address. */
    OWN(false, false);

    private final boolean opensRequest;
    private final boolean answered;

    Origin(boolean opensRequest, boolean answered) {
        this.opensRequest = opensRequest;
        this.answered = answered;
    }

    /** Whether such a mail opens a request when it belongs to none. The others are set aside, and shown. */
    public boolean opensRequest() {
        return opensRequest;
    }

    /** Whether an automatic answer may be sent. */
    public boolean mayBeAnswered() {
        return answered;
    }
}
