package dev.assent.deploy.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in columns as wide as their longest cell. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        List<Integer> widths = IntStream.range(0, columns)
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> column < row.size() ? row.get(column).length() : 0)
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> padded(row.get(column), widths.get(column)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .map(line -> "  " + line + "\n")
                .collect(Collectors.joining());
    }

    /** What runs where, and who signs in. */
    static Table of(PortPlan ports) {
        String registry = ports.url(Port.REGISTRY);
        return new Table()
                .row("WHAT", "WHERE", "SIGN IN AS (password: the name)")
                .row("Demonstration, four sites", ports.url(Port.DEMO) + "/", "nobody")
                .row("Mail page", ports.url(Port.DEMO) + "/mail", "nobody")
                .row("Requests of people (notifier)", ports.url(Port.NOTIFIER) + "/console", "dpo-smartsupp")
                .row("A site as published (registry)", registry + "/v1/sites/smartsupp", "nobody")
                .row("The public logs (ledger)", ports.url(Port.LEDGER) + "/v1/logs", "nobody")
                .row("The logs' witness", ports.url(Port.WITNESS) + "/", "nobody")
                .row("A cookie policy", registry + "/v1/sites/smartsupp/documents/cookie-policy", "nobody")
                .row("Choices (consent-api)", ports.url(Port.API) + "/q/openapi", "nobody")
                .row("Sign-in (Keycloak)", ports.url(Port.OIDC) + "/realms/assent", "")
                .row("Kafka", "localhost:" + ports.of(Port.KAFKA), "")
                .row("PostgreSQL", "localhost:" + ports.of(Port.POSTGRES), "postgres")
                .row("SMTP, IMAP", "localhost:" + ports.of(Port.SMTP) + ", " + ports.of(Port.IMAP), "");
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
