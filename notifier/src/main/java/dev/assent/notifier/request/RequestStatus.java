package dev.assent.notifier.request;

/** How far a request has come. */
public enum RequestStatus {
    /** Taken in; nobody has been told yet. */
    RECEIVED,
    /** Its sender has been told that it arrived. */
    ACKNOWLEDGED;

    /** Whether somebody still has to do something. */
    public boolean open() {
        return switch (this) {
            case RECEIVED, ACKNOWLEDGED -> true;
        };
    }
}
