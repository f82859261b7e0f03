package dev.assent.registry.importing;

import dev.assent.registry.site.Agreement;
import dev.assent.registry.site.AgreementKind;
import dev.assent.registry.site.Authority;
import dev.assent.registry.site.Basis;
import dev.assent.registry.site.ConsentType;
import dev.assent.registry.site.Cookie;
import dev.assent.registry.site.Form;
import dev.assent.registry.site.Holding;
import dev.assent.registry.site.Law;
import dev.assent.registry.site.Lifetime;
import dev.assent.registry.site.Note;
import dev.assent.registry.site.Party;
import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.RetentionStart;
import dev.assent.registry.site.Section;
import dev.assent.registry.site.Source;
import dev.assent.registry.site.StorageKind;
import dev.assent.registry.site.Vendor;
import dev.assent.registry.site.VendorRole;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the parts of one site's file; knows the purposes and vendors that were read, so that references are checked. */
final class SitePartsReader {

    private static final String DATE = "a date such as 2026-11-22";

    private final Set<String> languages;
    private final Set<String> purposes = new HashSet<>();
    private final Set<String> vendors = new HashSet<>();
    private final Set<String> holdings = new HashSet<>();
    private final Set<String> notes = new HashSet<>();

    SitePartsReader(Set<String> languages) {
        this.languages = languages;
    }

    /** Who says so; without a word about it the organisation does. */
    static Source source(YamlMap map) {
        return map.keySet().contains("source") ? map.term("source", Source.class, Source.STATED) : stated(map);
    }

    private static Source stated(YamlMap map) {
        map.optionalText("source");
        return Source.STATED;
    }

    Map<String, String> translated(YamlMap map, String key) {
        return map.map(key, texts -> texts.texts(languages));
    }

    private @Nullable Map<String, String> optionallyTranslated(YamlMap map, String key) {
        return map.optionalMap(key, texts -> texts.texts(languages));
    }

    Purpose purpose(YamlMap map) {
        return new Purpose(
                newId(map, purposes),
                map.flag("exempt", false),
                map.term("basis", Basis.class, Basis.CONSENT),
                translated(map, "names"),
                translated(map, "descriptions"),
                optionallyTranslated(map, "examples"),
                map.optionalMap("form", form -> new Form(form.flag("doubleOptIn", true))),
                map.flag("deniedByGpc", false),
                map.terms("consentTypes", ConsentType.class),
                source(map));
    }

    Vendor vendor(YamlMap map) {
        return new Vendor(
                newId(map, vendors),
                map.text("name"),
                map.required("country", Forms.COUNTRY, Forms::country, ""),
                map.term("role", VendorRole.class, VendorRole.PROCESSOR),
                purposes(map),
                translated(map, "services"),
                map.optional("policyUrl", Forms.URL, Forms::url),
                optionallyTranslated(map, "transfers"),
                source(map));
    }

    Cookie cookie(YamlMap map) {
        return new Cookie(
                map.text("name"),
                map.term("kind", StorageKind.class, StorageKind.COOKIE),
                map.term("party", Party.class, Party.FIRST),
                map.optional("provider", "the id of a vendor of this file", text -> known(text, vendors)),
                map.required("purpose", "the id of a purpose of this file", text -> known(text, purposes), ""),
                map.required(
                        "lifetime",
                        "session, or an ISO 8601 duration such as P13M",
                        Lifetime::new,
                        new Lifetime("session")),
                map.flag("renewed", false),
                map.text("readBy"),
                translated(map, "descriptions"),
                source(map));
    }

    Agreement agreement(YamlMap map) {
        return new Agreement(
                map.required("vendor", "the id of a vendor of this file", text -> known(text, vendors), ""),
                map.term("kind", AgreementKind.class, AgreementKind.PROCESSING),
                map.optionalText("reference"),
                map.required("from", DATE, LocalDate::parse, LocalDate.EPOCH),
                map.optional("until", DATE, LocalDate::parse),
                source(map));
    }

    Authority authority(YamlMap map) {
        return new Authority(
                map.text("name"),
                map.required("country", Forms.COUNTRY, Forms::country, ""),
                map.required("url", Forms.URL, Forms::url, ""),
                optionallyTranslated(map, "tasks"),
                source(map));
    }

    Law law(YamlMap map) {
        return new Law(translated(map, "names"), source(map));
    }

    Note note(YamlMap map) {
        return new Note(
                newId(map, notes),
                map.term("section", Section.class, Section.ABOUT),
                translated(map, "texts"),
                source(map));
    }

    Holding holding(YamlMap map) {
        return new Holding(
                newId(map, holdings),
                translated(map, "names"),
                translated(map, "descriptions"),
                purposes(map),
                map.list("retentions", SitePartsReader::retention),
                source(map));
    }

    private static Holding.Retention retention(YamlMap map) {
        return new Holding.Retention(
                map.optional("country", Forms.COUNTRY, Forms::country),
                map.required("period", Forms.PERIOD, Forms::period, Period.ofYears(1)),
                map.term("after", RetentionStart.class, RetentionStart.COLLECTION),
                map.optionalText("law"),
                source(map));
    }

    private List<String> purposes(YamlMap map) {
        return map.words("purposes", "the id of a purpose of this file", text -> known(text, purposes));
    }

    private static String newId(YamlMap map, Set<String> taken) {
        String id = map.required("id", Forms.ID, Forms::id, "");
        if (!id.isEmpty() && !taken.add(id)) {
            map.fault("id", "\"" + id + "\" is taken by an earlier entry of this list");
        }
        return id;
    }

    private static String known(String text, Set<String> ids) {
        if (!ids.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
