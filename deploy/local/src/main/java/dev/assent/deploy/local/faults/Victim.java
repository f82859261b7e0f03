package dev.assent.deploy.local.faults;

import dev.assent.deploy.local.Platform;
import dev.assent.deploy.local.Service;

/** Whom a round ends by SIGKILL. */
public enum Victim {
    /** The log's writer. */
    LEDGER("consent-ledger"),
    /** Where the log is. */
    POSTGRESQL("PostgreSQL"),
    /** Where choices wait. */
    KAFKA("Kafka");

    private final String title;

    Victim(String title) {
        this.title = title;
    }

    void kill(Platform platform) {
        switch (this) {
            case LEDGER -> platform.service(Service.CONSENT_LEDGER).kill9();
            case POSTGRESQL -> platform.postgres().kill();
            case KAFKA -> platform.kafka().kill();
        }
    }

    /** Starts it again on the same data, and waits until it answers. */
    void start(Platform platform) {
        switch (this) {
            case LEDGER -> platform.service(Service.CONSENT_LEDGER).start();
            case POSTGRESQL -> platform.postgres().start();
            case KAFKA -> platform.kafka().start();
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
