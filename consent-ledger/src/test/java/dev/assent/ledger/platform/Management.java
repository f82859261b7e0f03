package dev.assent.ledger.platform;

import io.restassured.response.Response;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import static io.restassured.RestAssured.given;

/** The management port of the service that runs inside the test. */
public final class Management {

    private Management() {}

    /** What it answers to a GET. */
    public static Response get(String path) {
        Config config = ConfigProvider.getConfig();
        int free = config.getValue("quarkus.management.test-port", Integer.class);
        int port = free == 0 ? config.getValue("quarkus.management.port", Integer.class) : free;
        return given().get("http://localhost:" + port + path);
    }
}
