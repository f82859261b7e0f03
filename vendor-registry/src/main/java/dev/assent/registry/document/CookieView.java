package dev.assent.registry.document;

import dev.assent.registry.publishing.Version;
import dev.assent.registry.site.Cookie;
import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Source;
import dev.assent.registry.site.Vendor;

import java.util.List;

/**
 * A line of the cookie table, in one language.
 *
 * @param name its name
 * @param provider who sets it
 * @param purpose the purpose's id
 * @param purposeName what it is for, in a word
 * @param kind how it is kept
 * @param party whose domain keeps it
 * @param lifetime how long it stays
 * @param readBy the domain that can read it
 * @param description what it does
 * @param assumed whether the demonstration assumed it
 */
record CookieView(
        String name,
        String provider,
        String purpose,
        String purposeName,
        String kind,
        String party,
        String lifetime,
        String readBy,
        String description,
        boolean assumed) {

    static List<CookieView> of(Version version, Wording wording) {
        return version.content().cookies().stream()
                .map(cookie -> of(version.content(), cookie, wording))
                .toList();
    }

    private static CookieView of(SiteContent content, Cookie cookie, Wording wording) {
        String provider = content.vendors().stream()
                .filter(vendor -> vendor.id().equals(cookie.provider()))
                .map(Vendor::name)
                .findFirst()
                .orElseGet(() -> wording.text("cookie.own"));
        String lifetime = wording.lifetime(cookie.lifetime());
        return new CookieView(
                cookie.name(),
                provider,
                cookie.purpose(),
                purposeName(content, cookie.purpose(), wording),
                wording.text("kind." + cookie.kind().word()),
                wording.text("party." + cookie.party().word()),
                cookie.renewed() ? lifetime + ", " + wording.text("lifetime.renewed") : lifetime,
                cookie.readBy(),
                wording.of(cookie.descriptions()),
                cookie.source() == Source.ASSUMED);
    }

    static String purposeName(SiteContent content, String id, Wording wording) {
        return content.purposes().stream()
                .filter(purpose -> purpose.id().equals(id))
                .map(Purpose::names)
                .map(wording::of)
                .findFirst()
                .orElse(id);
    }
}
