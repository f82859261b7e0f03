package dev.assent.deploy.local;

/** A port of the local platform, and the environment variable that moves it. */
public enum Port {
    /** consent-api. */
    API(8080, "consent-api"),
    /** consent-ledger. */
    LEDGER(8081, "consent-ledger"),
    /** vendor-registry. */
    REGISTRY(8082, "vendor-registry"),
    /** notifier. */
    NOTIFIER(8083, "notifier"),
    /** The demonstration's web server. */
    DEMO(8090, "the demonstration"),
    /** The logs' witness. */
    WITNESS(8085, "the logs' witness"),
    /** Keycloak. */
    OIDC(8180, "Keycloak"),
    /** Health and metrics of consent-api. */
    API_MANAGEMENT(9080, "consent-api's management"),
    /** Health and metrics of consent-ledger. */
    LEDGER_MANAGEMENT(9081, "consent-ledger's management"),
    /** Health and metrics of vendor-registry. */
    REGISTRY_MANAGEMENT(9082, "vendor-registry's management"),
    /** Health and metrics of notifier. */
    NOTIFIER_MANAGEMENT(9083, "notifier's management"),
    /** Mail that is sent. */
    SMTP(3025, "SMTP"),
    /** Mail that is read. */
    IMAP(3143, "IMAP"),
    /** PostgreSQL. */
    POSTGRES(15432, "PostgreSQL"),
    /** Kafka. */
    KAFKA(19092, "Kafka");

    /** The environment variable that moves all ports by as much. */
    public static final String OFFSET = "ASSENT_PORT_OFFSET";

    private final int usual;
    private final String user;

    Port(int usual, String user) {
        this.usual = usual;
        this.user = user;
    }

    /** The port where nothing else is set. */
    public int usual() {
        return usual;
    }

    /** Who listens there, in messages. */
    public String user() {
        return user;
    }

    /** The environment variable that moves this port. */
    public String variable() {
        return "ASSENT_PORT_" + name();
    }
}
