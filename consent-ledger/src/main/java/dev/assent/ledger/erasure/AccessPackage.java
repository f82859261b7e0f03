package dev.assent.ledger.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.events.Subject;
import dev.assent.events.SubjectRequestAnswered.Outcome;
import dev.assent.events.SubjectRequestIssued;
import dev.assent.foundation.id.EventIds;
import dev.assent.ledger.config.LedgerConfig;
import dev.assent.ledger.erasure.Answers.SealedAnswer;
import dev.assent.ledger.erasure.Places.Place;
import dev.assent.ledger.evidence.Entries;
import dev.assent.ledger.evidence.Entry;
import dev.assent.ledger.evidence.EvidenceDatabases;
import dev.assent.ledger.evidence.EvidenceUnavailableException;
import dev.assent.ledger.log.LogId;
import dev.assent.ledger.seal.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Answers a request for access: everything that the ledger keeps of the person, in a sealed package. */
@ApplicationScoped
class AccessPackage {

    private static final Logger LOG = Logger.getLogger(AccessPackage.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final EvidenceDatabases databases;
    private final Sealer sealer;
    private final Packages packages;
    private final Answers answers;
    private final Places places;
    private final LedgerConfig config;
    private final Clock clock;

    AccessPackage(
            EvidenceDatabases databases,
            Sealer sealer,
            Packages packages,
            Answers answers,
            Places places,
            LedgerConfig config,
            Clock clock) {
        this.databases = databases;
        this.sealer = sealer;
        this.packages = packages;
        this.answers = answers;
        this.places = places;
        this.config = config;
        this.clock = clock;
    }

    /** What a package holds. */
    record Content(String site, String request, String holder, String made, List<Item> entries) {}

    /** An entry. */
    record Item(String log, long index, boolean tookEffect, JsonNode event) {}

    /** Makes the package and answers with where it lies; with nothing held where there is nothing. */
    void answer(SubjectRequestIssued issued, List<Subject> subjects) {
        List<Item> items = new ArrayList<>();
        for (Subject subject : subjects) {
            for (Place place : places.of(subject).reversed()) {
                LogId log = place.log();
                databases
                        .of(log)
                        .read(connection -> Entries.everything(connection, log, subject.site(), subject.value()))
                        .forEach(found -> items.add(item(log, found)));
            }
        }
        if (items.isEmpty()) {
            answers.give(issued, Taking.nothingHeld(issued), null);
            return;
        }
        UUID id = EventIds.next(clock);
        byte[] hash = packages.keep(
                id,
                issued.site(),
                issued.requestId(),
                clock.instant().plus(config.requests().packageLifetime()),
                subjects,
                write(new Content(
                        issued.site(),
                        issued.requestId(),
                        Taking.HOLDER,
                        clock.instant().toString(),
                        items)));
        String reference = "%s/v1/sites/%s/packages/%s".formatted(config.url(), issued.site(), id);
        answers.give(issued, Outcome.DONE, new SealedAnswer(reference, hash));
    }

    /** A package, unless it has had its time or tells of what was erased since it was made. */
    Optional<Packages.Opened> open(String site, UUID id) {
        return packages.open(site, id).filter(opened -> !tellsOfErased(opened.content()));
    }

    /** Deletes the packages that tell of what was erased since they were made; answers how many. */
    int endErased() {
        int ended = 0;
        for (Packages.Key key : packages.all()) {
            try {
                Optional<Packages.Opened> opened = packages.open(key.site(), key.id());
                if (opened.isPresent() && tellsOfErased(opened.get().content())) {
                    packages.end(key.id());
                    ended++;
                }
            } catch (EvidenceUnavailableException e) {
                LOG.warnf("a package will be looked at again: id=%s cause=\"%s\"", key.id(), e.getMessage());
            }
        }
        return ended;
    }

    /** By the keys of its entries: whatever shredded one of them, in whichever log, ends the package. */
    private boolean tellsOfErased(byte[] content) {
        Map<LogId, List<Long>> entries = new HashMap<>();
        read(content).path("entries").forEach(entry -> entries.computeIfAbsent(
                        LogId.parse(entry.path("log").asText()).orElseThrow(), _ -> new ArrayList<>())
                .add(entry.path("index").asLong()));
        return entries.entrySet().stream().anyMatch(of -> databases
                .of(of.getKey())
                .read(connection -> Entries.anyShredded(connection, of.getKey(), of.getValue())));
    }

    private static JsonNode read(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            throw new IllegalStateException("a package holds no JSON", e);
        }
    }

    private Item item(LogId log, Entries.Keyed found) {
        Entry entry = found.entry();
        byte[] key = sealer.unwrap(Objects.requireNonNull(found.key(), "found by its key"));
        byte[] value = sealer.open(key, log, entry.index(), entry.eventId(), entry.sealed());
        try {
            return new Item(
                    log.name(), entry.index(), entry.kind() != Entry.Kind.SUPERSEDED_CHOICE, JSON.readTree(value));
        } catch (IOException e) {
            throw new IllegalStateException("entry %d of log %s holds no JSON".formatted(entry.index(), log), e);
        }
    }

    private static byte[] write(Content content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (IOException e) {
            throw new IllegalStateException("a package could not be written", e);
        }
    }
}
