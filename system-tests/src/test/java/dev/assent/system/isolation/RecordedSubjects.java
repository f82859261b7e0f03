package dev.assent.system.isolation;

import dev.assent.events.Subject;
import dev.assent.system.platform.Answer;
import dev.assent.system.platform.PlatformUnderTest;
import dev.assent.system.platform.Site;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A visitor of each site, with a choice that is in the ledger. */
final class RecordedSubjects implements Matrix.ForeignObjects {

    /** A visitor's subject, and the event of their choice. */
    private record Recorded(String subject, String event) {}

    private final Map<String, Recorded> bySite;

    RecordedSubjects(PlatformUnderTest platform, List<String> sites) {
        bySite = sites.stream().collect(Collectors.toMap(Function.identity(), site -> recorded(platform, site)));
    }

    @Override
    public List<String> of(String site, Operation operation) {
        if (operation.path().contains("/subjects/{subject}")) {
            return List.of(bySite.get(site).subject());
        }
        return operation.path().endsWith("/events/{eventId}")
                ? List.of(bySite.get(site).event())
                : List.of();
    }

    private static Recorded recorded(PlatformUnderTest platform, String id) {
        try (Site site = new Site(platform, id)) {
            String secret = site.secret();
            Answer taken = site.choose(site.action(secret, 1, "accept-all"));
            assertThat(taken.status()).as("%s", taken).isEqualTo(202);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> site.get(URI.create(taken.text("receipt"))).status() == 200);
            return new Recorded(Subject.ofSecret(id, secret).value(), taken.text("eventId"));
        }
    }
}
