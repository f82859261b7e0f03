package dev.assent.api.banner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.api.PlatformConfig;
import dev.assent.api.site.PublishedSite;
import dev.assent.events.SitePublished;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Each site's configuration per language, written out once per snapshot. */
@ApplicationScoped
class BannerConfigurations {

    private static final ObjectWriter WRITER = new JsonMapper().writerFor(BannerConfiguration.class);

    private final PlatformConfig config;
    private final Map<String, OfSnapshot> bySite = new ConcurrentHashMap<>();

    private record OfSnapshot(SitePublished snapshot, Map<String, Rendered> byLanguage) {}

    BannerConfigurations(PlatformConfig config) {
        this.config = config;
    }

    /** The site's configuration in one of the languages that it offers. */
    Rendered of(PublishedSite site, String language) {
        SitePublished snapshot = site.snapshot();
        OfSnapshot known = bySite.get(site.id());
        if (known == null || !known.snapshot().equals(snapshot)) {
            known = new OfSnapshot(snapshot, new ConcurrentHashMap<>());
            bySite.put(site.id(), known);
        }
        return known.byLanguage().computeIfAbsent(language, tag -> render(snapshot, tag));
    }

    private Rendered render(SitePublished snapshot, String language) {
        try {
            byte[] json = WRITER.writeValueAsBytes(configuration(snapshot, language));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return new Rendered(
                    json,
                    new EntityTag(Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private BannerConfiguration configuration(SitePublished site, String language) {
        String fallback = site.languages().getFirst();
        Map<String, String> texts = new TreeMap<>(site.notice().texts().getOrDefault(fallback, Map.of()));
        texts.putAll(site.notice().texts().getOrDefault(language, Map.of()));
        Map<String, String> links = new TreeMap<>();
        site.documents().forEach((document, address) -> links.put(document, inLanguage(address, language)));
        return new BannerConfiguration(
                site.site(),
                site.name(),
                site.bannerNeeded() && asked(site).anyMatch(purpose -> !purpose.exempt()),
                site.version(),
                site.hash(),
                language,
                site.languages(),
                site.renewAfter().toString(),
                new BannerConfiguration.Controller(
                        site.controller().name(), site.controller().contact()),
                asked(site)
                        .map(purpose -> new BannerConfiguration.Purpose(
                                purpose.id(),
                                purpose.exempt(),
                                text(purpose.names(), language, fallback, purpose.id()),
                                text(purpose.descriptions(), language, fallback, "")))
                        .toList(),
                site.notice().vendors().stream()
                        .map(vendor -> new BannerConfiguration.Vendor(
                                vendor.id(), vendor.name(), vendor.country(), vendor.purposes(), vendor.policyUrl()))
                        .toList(),
                site.intake() != null && site.intake().vendorChoices(),
                gpc(site),
                consentMode(site),
                texts,
                links,
                URI.create(config.apiUrl() + "/v1/sites/" + site.site() + "/choices"),
                URI.create(config.ledgerUrl() + "/v1/sites/" + site.site() + "/consent"));
    }

    /** What the banner asks for, and what it states beside: not what forms ask for. */
    private static Stream<SitePublished.Purpose> asked(SitePublished site) {
        return site.notice().purposes().stream().filter(purpose -> purpose.form() == null);
    }

    private static BannerConfiguration.Gpc gpc(SitePublished site) {
        return new BannerConfiguration.Gpc(
                site.intake() != null && site.intake().gpcHonoured(),
                asked(site)
                        .filter(purpose -> Boolean.TRUE.equals(purpose.deniedByGpc()))
                        .map(SitePublished.Purpose::id)
                        .toList());
    }

    /** Basic where the site says nothing: no tag runs before a grant (B19). */
    private static BannerConfiguration.@Nullable ConsentMode consentMode(SitePublished site) {
        Map<String, List<String>> purposesByType = new TreeMap<>();
        asked(site).forEach(purpose -> {
            List<String> types = purpose.consentTypes();
            if (types != null) {
                types.forEach(type -> purposesByType
                        .computeIfAbsent(type, _ -> new ArrayList<>())
                        .add(purpose.id()));
            }
        });
        if (purposesByType.isEmpty()) {
            return null;
        }
        SitePublished.ConsentMode form =
                site.intake() == null ? null : site.intake().consentMode();
        return new BannerConfiguration.ConsentMode(
                form == null ? SitePublished.ConsentMode.BASIC : form, purposesByType);
    }

    private static String text(Map<String, String> byLanguage, String language, String fallback, String otherwise) {
        String text = byLanguage.get(language);
        return text == null ? byLanguage.getOrDefault(fallback, otherwise) : text;
    }

    private static String inLanguage(String address, String language) {
        return address + (address.indexOf('?') < 0 ? "?lang=" : "&lang=") + language;
    }
}
