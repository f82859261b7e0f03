package dev.assent.registry.importing;

import dev.assent.registry.site.ConsentMode;
import dev.assent.registry.site.GpcHandling;
import dev.assent.registry.site.Intake;
import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.Webhook;

import java.util.List;

/** Reads how a site's choices are taken. */
final class IntakeReader {

    private IntakeReader() {}

    /** The part {@code intake} of a site's file; what holds for a site without one. */
    static Intake read(YamlMap file, List<Purpose> purposes) {
        Intake intake = file.optionalMap("intake", map -> intake(map, purposes));
        return intake == null ? Intake.UNSAID : intake;
    }

    private static Intake intake(YamlMap map, List<Purpose> purposes) {
        String linkPurpose = map.optional("linkPurpose", Forms.ID, Forms::id);
        if (linkPurpose != null
                && purposes.stream().noneMatch(one -> one.id().equals(linkPurpose) && one.askedByBanner())) {
            map.fault("linkPurpose", "must be a purpose of this file for which the banner asks");
        }
        GpcHandling gpc = map.optionalTerm("gpc", GpcHandling.class);
        return new Intake(
                map.words("jurisdictions", Forms.JURISDICTION, Forms::jurisdiction),
                gpc == null ? GpcHandling.RECORDED : gpc,
                map.optionalTerm("consentMode", ConsentMode.class),
                map.flag("vendorChoices", false),
                linkPurpose,
                map.list("webhooks", IntakeReader::webhook));
    }

    private static Webhook webhook(YamlMap map) {
        List<Webhook.Event> events = map.terms("events", Webhook.Event.class);
        if (events.isEmpty()) {
            map.fault("events", "names at least one of confirmed, withdrawn");
        }
        return new Webhook(map.required("url", Forms.HTTPS, Forms::https, ""), events);
    }
}
