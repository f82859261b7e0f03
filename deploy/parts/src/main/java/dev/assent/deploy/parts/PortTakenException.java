package dev.assent.deploy.parts;

/** A part cannot start because another program listens on its port. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String part;
    private final int port;

    /**
     * @param part who wanted the port
     * @param port the port on 127.0.0.1
     */
    public PortTakenException(String part, int port) {
        super("Port " + port + ", which " + part + " needs, is taken by another program");
        this.part = part;
        this.port = port;
    }

    /** Who wanted the port. */
    public String part() {
        return part;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }
}
