package dev.assent.events;

import java.util.Map;

import static dev.assent.events.EventFields.isHash;
import static dev.assent.events.EventFields.isJurisdiction;
import static dev.assent.events.EventFields.isSlug;
import static dev.assent.events.EventFields.isWhole;
import static dev.assent.events.EventFields.require;

/** The checks that a parsed snapshot of a site passes before anyone trusts its members. */
final class SiteFields {

    private SiteFields() {}

    static void check(SitePublished site) throws MalformedEventException {
        require(site.version() >= 1, "version");
        require(isHash(site.hash()), "hash");
        require(site.name() != null, "name");
        require(site.controller() != null, "controller");
        require(site.controller().name() != null, "controller.name");
        require(site.controller().country() != null, "controller.country");
        require(isWhole(site.controller().dpoName()), "controller.dpoName");
        require(isWhole(site.origins()), "origins");
        require(isWhole(site.languages()) && !site.languages().isEmpty(), "languages");
        require(site.timeZone() != null, "timeZone");
        require(site.renewAfter() != null, "renewAfter");
        require(isWhole(site.documents()), "documents");
        require(site.notice() != null, "notice");
        checkNotice(site.notice());
        require(isWhole(site.accepted()) && !site.accepted().isEmpty(), "accepted");
        for (SitePublished.AcceptedVersion accepted : site.accepted()) {
            require(accepted.version() >= 1, "accepted.version");
            require(isHash(accepted.hash()), "accepted.hash");
            require(accepted.publishedAt() != null, "accepted.publishedAt");
            require(isWhole(accepted.purposes()), "accepted.purposes");
            require(isWhole(accepted.vendors()), "accepted.vendors");
            require(accepted.validity() != null, "accepted.validity");
            if (accepted.asking() != null) {
                require(isWhole(accepted.asking().forms()), "accepted.asking.forms");
                require(isWhole(accepted.asking().deniedByGpc()), "accepted.asking.deniedByGpc");
            }
        }
        if (site.intake() != null) {
            checkIntake(site.intake());
        }
        if (site.evidence() != null) {
            require(EventFields.isEvidencePeriod(site.evidence().period()), "evidence.period");
            require(site.evidence().reason() != null, "evidence.reason");
        }
    }

    private static void checkIntake(SitePublished.Intake intake) throws MalformedEventException {
        require(isWhole(intake.jurisdictions()), "intake.jurisdictions");
        for (String jurisdiction : intake.jurisdictions()) {
            require(isJurisdiction(jurisdiction), "intake.jurisdictions");
        }
        require(intake.linkPurpose() == null || isSlug(intake.linkPurpose()), "intake.linkPurpose");
        require(isWhole(intake.webhooks()), "intake.webhooks");
        for (SitePublished.Webhook webhook : intake.webhooks()) {
            require(webhook.url() != null, "intake.webhooks.url");
            require(isWhole(webhook.events()), "intake.webhooks.events");
        }
    }

    private static void checkNotice(SitePublished.Notice notice) throws MalformedEventException {
        require(isWhole(notice.purposes()), "notice.purposes");
        for (SitePublished.Purpose purpose : notice.purposes()) {
            require(isSlug(purpose.id()), "notice.purposes.id");
            require(isWhole(purpose.names()), "notice.purposes.names");
            require(isWhole(purpose.descriptions()), "notice.purposes.descriptions");
            require(purpose.consentTypes() == null || isWhole(purpose.consentTypes()), "notice.purposes.consentTypes");
        }
        require(isWhole(notice.vendors()), "notice.vendors");
        for (SitePublished.Vendor vendor : notice.vendors()) {
            require(isSlug(vendor.id()), "notice.vendors.id");
            require(vendor.name() != null, "notice.vendors.name");
            require(vendor.country() != null, "notice.vendors.country");
            require(isWhole(vendor.purposes()), "notice.vendors.purposes");
        }
        require(isWhole(notice.texts()), "notice.texts");
        for (Map<String, String> texts : notice.texts().values()) {
            require(isWhole(texts), "notice.texts");
        }
    }
}
