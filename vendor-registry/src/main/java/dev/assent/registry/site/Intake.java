package dev.assent.registry.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How the site's choices are taken.
 *
 * @param jurisdictions whose rules the site follows: ISO 3166-1 alpha-2, {@code EU}, or ISO 3166-2; the first is for
 *     visitors from elsewhere
 * @param gpc what a Global Privacy Control signal does
 * @param consentMode how Google's tags are run; null where the site has none
 * @param vendorChoices whether visitors may answer for each vendor
 * @param linkPurpose the purpose under which a browser may be linked to a signed-in person; null where that is off
 * @param webhooks where the site hears of confirmations and withdrawals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Intake(
        List<String> jurisdictions,
        GpcHandling gpc,
        @Nullable ConsentMode consentMode,
        boolean vendorChoices,
        @Nullable String linkPurpose,
        List<Webhook> webhooks) {

    /** What holds where a site says nothing. */
    public static final Intake UNSAID = new Intake(List.of(), GpcHandling.RECORDED, null, false, null, List.of());
}
