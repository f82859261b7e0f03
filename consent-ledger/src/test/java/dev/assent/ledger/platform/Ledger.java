package dev.assent.ledger.platform;

import dev.assent.events.LogEvent;

import java.sql.SQLException;
import java.time.Duration;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** What tests ask of the running ledger. */
public final class Ledger {

    private Ledger() {}

    /** Waits until an event has its receipt, erased or not. */
    public static void awaitReceipt(LogEvent event) {
        await().pollDelay(Duration.ZERO)
                .until(() -> given().get(Visitor.receiptOf(event)).statusCode() != 404);
    }

    /** The whole journal of a site, as text. */
    public static String journalOf(String site) {
        try (var connection = LedgerParts.asService();
                var select = connection.prepareStatement(
                        "SELECT coalesce(string_agg(j::text, E'\\n' ORDER BY id), '') FROM journal j WHERE site = ?")) {
            select.setString(1, site);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
