package dev.assent.ledger.receipt;

import dev.assent.events.ChoiceRecorded;
import dev.assent.events.SitePublished;
import dev.assent.events.SitePublished.AcceptedVersion;
import dev.assent.events.SitePublished.Purpose;
import dev.assent.events.SitePublished.Vendor;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the ledger knows of the notice under which a choice was made. It holds each site's newest snapshot: the names and
 * recipients of an older version are those that the site gives today, and whoever shows them says so.
 *
 * @param choice the choice
 * @param site the site's newest snapshot
 */
record ShownNotice(ChoiceRecorded choice, SitePublished site) {

    /** A text and the language that it is in. */
    record Named(String text, String language) {}

    /** Whether the newest snapshot is of the very version that was shown. */
    boolean isNewest() {
        return site.version() == choice.noticeVersion() && site.hash().equals(choice.noticeHash());
    }

    /** When the version was published, if the site still lists it. */
    Optional<Instant> publishedAt() {
        return site.accepted().stream()
                .filter(version -> version.version() == choice.noticeVersion())
                .map(AcceptedVersion::publishedAt)
                .findFirst();
    }

    /** The purpose as the newest snapshot has it. */
    Optional<Purpose> purpose(String id) {
        return site.notice().purposes().stream()
                .filter(purpose -> purpose.id().equals(id))
                .findFirst();
    }

    /** The vendor as the newest snapshot has it. */
    Optional<Vendor> vendor(String id) {
        return site.notice().vendors().stream()
                .filter(vendor -> vendor.id().equals(id))
                .findFirst();
    }

    /** Who receives data for a purpose. */
    List<Vendor> recipients(String purpose) {
        return site.notice().vendors().stream()
                .filter(vendor -> vendor.purposes().contains(purpose))
                .toList();
    }

    /** A text in the wanted language, else in that of the choice, else in the site's first that has one. */
    Optional<Named> in(String wanted, Map<String, String> texts) {
        return Stream.concat(Stream.of(wanted, choice.language()), site.languages().stream())
                .filter(texts::containsKey)
                .map(language -> new Named(texts.getOrDefault(language, ""), language))
                .findFirst();
    }

    /** Whose rules applied: what the record says, else the first that the site names, else the controller's country. */
    String jurisdiction() {
        ChoiceRecorded.Circumstances circumstances = choice.circumstances();
        @Nullable String recorded = circumstances == null ? null : circumstances.jurisdiction();
        if (recorded != null) {
            return recorded;
        }
        SitePublished.Intake intake = site.intake();
        return intake == null || intake.jurisdictions().isEmpty()
                ? site.controller().country()
                : intake.jurisdictions().getFirst();
    }
}
