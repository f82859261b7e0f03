/**
 * Starts the real parts that the platform stands on, without Docker: Kafka, PostgreSQL, Keycloak and a mail server.
 *
 * <p>Kafka, PostgreSQL and Keycloak are processes of their own, which end with the program that started them: at {@code
 * close()}, at its shutdown hook, and on Linux also when it is killed. The mail server lives in the caller.
 */
@NullMarked
package dev.assent.deploy.parts;

import org.jspecify.annotations.NullMarked;
