package dev.assent.registry.publishing;

import dev.assent.events.SitePublished;
import dev.assent.registry.site.ConsentMode;
import dev.assent.registry.site.ConsentType;
import dev.assent.registry.site.GpcHandling;
import dev.assent.registry.site.Intake;
import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Webhook;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the other services are told of how choices are taken. Members without a meaning for a site are left out. */
final class IntakeSnapshot {

    private IntakeSnapshot() {}

    static SitePublished.Intake of(SiteContent content, RegistryConfig config) {
        Intake intake = content.intake();
        return new SitePublished.Intake(
                intake.jurisdictions(),
                intake.gpc() == GpcHandling.HONOURED,
                consentMode(intake.consentMode()),
                intake.vendorChoices(),
                intake.linkPurpose(),
                Stream.concat(
                                intake.webhooks().stream().map(IntakeSnapshot::webhook),
                                config.extraWebhook().stream()
                                        .map(address -> new SitePublished.Webhook(
                                                address.replace("{site}", content.site()),
                                                Arrays.asList(SitePublished.WebhookEvent.values()))))
                        .toList());
    }

    static SitePublished.Purpose purpose(Purpose purpose) {
        List<String> consentTypes =
                purpose.consentTypes().stream().map(ConsentType::word).toList();
        return new SitePublished.Purpose(
                purpose.id(),
                purpose.exempt(),
                purpose.names(),
                purpose.descriptions(),
                purpose.form() == null
                        ? null
                        : new SitePublished.Form(purpose.form().doubleOptIn()),
                purpose.deniedByGpc() ? true : null,
                consentTypes.isEmpty() ? null : consentTypes);
    }

    /** How a version asked; null where its banner asked for all of the purposes, and for nothing else. */
    static SitePublished.@Nullable Asking asking(SiteContent content, List<Purpose> purposes) {
        Map<String, Boolean> forms = new TreeMap<>();
        for (Purpose purpose : purposes) {
            if (purpose.form() != null) {
                forms.put(purpose.id(), purpose.form().doubleOptIn());
            }
        }
        List<String> deniedByGpc =
                purposes.stream().filter(Purpose::deniedByGpc).map(Purpose::id).toList();
        Intake intake = content.intake();
        boolean plain =
                forms.isEmpty() && deniedByGpc.isEmpty() && !intake.vendorChoices() && intake.linkPurpose() == null;
        return plain
                ? null
                : new SitePublished.Asking(forms, deniedByGpc, intake.vendorChoices(), intake.linkPurpose());
    }

    private static SitePublished.@Nullable ConsentMode consentMode(@Nullable ConsentMode mode) {
        return switch (mode) {
            case null -> null;
            case BASIC -> SitePublished.ConsentMode.BASIC;
            case ADVANCED -> SitePublished.ConsentMode.ADVANCED;
        };
    }

    private static SitePublished.Webhook webhook(Webhook webhook) {
        return new SitePublished.Webhook(
                webhook.url(),
                webhook.events().stream()
                        .map(event -> switch (event) {
                            case CONFIRMED -> SitePublished.WebhookEvent.CONFIRMED;
                            case WITHDRAWN -> SitePublished.WebhookEvent.WITHDRAWN;
                        })
                        .toList());
    }
}
