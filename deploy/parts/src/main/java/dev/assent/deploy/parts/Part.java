package dev.assent.deploy.parts;

/**
 * A real part with an address on this machine. Its port stays the same from one start to the next, and so does its
 * data, until {@link #close()}.
 */
public interface Part extends AutoCloseable {

    /** What the part is called in messages: {@code Kafka}, {@code PostgreSQL}… */
    String name();

    /** The main port, on 127.0.0.1. */
    int port();

    /**
     * Starts the part again after {@link #stop()} or {@link #kill()}, on the same port with the same data; nothing if it
     * runs.
     *
     * @throws PortTakenException when another program has the port
     * @throws PartFailedException when the part ends or stays silent; its message has the log's tail
     */
    void start();

    /** Ends the part in an orderly way and waits until it has ended. */
    void stop();

    /** Ends the part as a power cut would (SIGKILL) and waits until it is gone. */
    void kill();

    /** Whether the part runs. */
    boolean running();

    /** Stops the part for good; a temporary directory is removed. */
    @Override
    void close();
}
