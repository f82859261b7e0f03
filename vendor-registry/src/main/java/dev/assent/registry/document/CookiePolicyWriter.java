package dev.assent.registry.document;

import dev.assent.registry.document.CookiePolicy.AuthorityView;
import dev.assent.registry.document.CookiePolicy.Contact;
import dev.assent.registry.document.CookiePolicy.Fact;
import dev.assent.registry.document.CookiePolicy.HoldingView;
import dev.assent.registry.document.CookiePolicy.PurposeView;
import dev.assent.registry.document.CookiePolicy.Statement;
import dev.assent.registry.publishing.Version;
import dev.assent.registry.site.ContactKind;
import dev.assent.registry.site.Controller;
import dev.assent.registry.site.Holding;
import dev.assent.registry.site.Note;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Source;
import dev.assent.registry.text.Variable;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a version's cookie policy in one language: everything in it follows from the frozen content. */
final class CookiePolicyWriter {

    private final Version version;
    private final SiteContent content;
    private final Wording wording;

    private CookiePolicyWriter(Version version, Wording wording) {
        this.version = version;
        this.content = version.content();
        this.wording = wording;
    }

    /**
     * Writes it.
     *
     * @param siteUrl where readers find the site
     */
    static CookiePolicy write(Version version, Wording wording, String siteUrl) {
        return new CookiePolicyWriter(version, wording).write(siteUrl);
    }

    private CookiePolicy write(String siteUrl) {
        LocalDate published =
                version.publishedAt().atZone(ZoneId.of(content.timeZone())).toLocalDate();
        return new CookiePolicy(
                content.site(),
                wording.language(),
                content.languages(),
                version.number(),
                version.hash(),
                version.publishedAt(),
                wording.date(published),
                wording.text("doc.title"),
                wording.text("doc.about"),
                demonstration(),
                controller(),
                contacts(),
                authorities(),
                content.laws().stream()
                        .map(law -> new Statement(wording.of(law.names()), assumed(law.source())))
                        .toList(),
                purposes(),
                content.bannerNeeded(),
                Variable.PERIOD.fill(wording.text("doc.changes.text"), wording.period(content.renewAfter())),
                CookieView.of(version, wording),
                VendorView.of(version, wording),
                content.holdings().stream().map(this::holding).toList(),
                wording.text("doc.rights.text"),
                notes(),
                siteUrl,
                wording.texts());
    }

    private List<String> demonstration() {
        List<String> lines = new ArrayList<>();
        if (content.sample()) {
            lines.add(wording.text("doc.sample"));
            Controller.Dpo dpo = content.controller().dpo();
            if (dpo != null && dpo.mailbox() != null) {
                lines.add(Variable.MAILBOX.fill(wording.text("doc.sample.mailbox"), dpo.mailbox()));
            }
            lines.add(wording.text("doc.assumed.legend"));
        }
        return lines;
    }

    private List<Fact> controller() {
        Controller controller = content.controller();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(wording.text("doc.controller.name"), controller.name()));
        if (controller.registration() != null) {
            facts.add(new Fact(
                    wording.text("doc.registration."
                            + controller.registration().kind().word()),
                    controller.registration().number()));
        }
        facts.add(new Fact(wording.text("doc.country"), wording.country(controller.country())));
        facts.add(new Fact(
                wording.text("doc.websites"),
                content.origins().stream()
                        .map(origin -> URI.create(origin).getAuthority())
                        .collect(Collectors.joining(", "))));
        return facts;
    }

    private List<Contact> contacts() {
        List<Contact> contacts = new ArrayList<>();
        for (Controller.Contact contact : content.controller().contacts()) {
            String text = contact.value() == null ? wording.text("doc.contact.form") : contact.value();
            contacts.add(new Contact(text, href(contact.kind(), contact.value()), false, assumed(contact.source())));
        }
        Controller.Dpo dpo = content.controller().dpo();
        if (dpo != null) {
            contacts.add(
                    new Contact(dpo.address(), href(ContactKind.EMAIL, dpo.address()), true, assumed(dpo.source())));
        }
        return contacts;
    }

    private static @Nullable String href(ContactKind kind, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case EMAIL -> "mailto:" + value;
            case PHONE -> "tel:" + value.replaceAll("[^0-9+]", "");
            case FORM -> value;
            case POST -> null;
        };
    }

    private List<AuthorityView> authorities() {
        return content.authorities().stream()
                .map(authority -> new AuthorityView(
                        authority.name(),
                        wording.country(authority.country()),
                        authority.url(),
                        authority.tasks() == null ? null : wording.of(authority.tasks()),
                        assumed(authority.source())))
                .toList();
    }

    private List<PurposeView> purposes() {
        return content.purposes().stream()
                .map(purpose -> new PurposeView(
                        purpose.id(),
                        wording.of(purpose.names()),
                        wording.of(purpose.descriptions()),
                        purpose.examples() == null ? null : wording.of(purpose.examples()),
                        purpose.exempt(),
                        wording.text(purpose.exempt() ? "doc.purposes.exempt" : "doc.purposes.consent"),
                        wording.text("basis." + purpose.basis().word()),
                        assumed(purpose.source())))
                .toList();
    }

    private HoldingView holding(Holding holding) {
        return new HoldingView(
                holding.id(),
                wording.of(holding.names()),
                wording.of(holding.descriptions()),
                holding.retentions().stream()
                        .map(retention -> new Statement(retention(retention), assumed(retention.source())))
                        .toList(),
                assumed(holding.source()));
    }

    private String retention(Holding.Retention retention) {
        String where = retention.country() == null
                ? wording.text("retention.everywhere")
                : wording.country(retention.country());
        String howLong = Variable.PERIOD.fill(
                wording.text("retention." + retention.after().word()), wording.period(retention.period()));
        return where + wording.text("doc.colon") + " " + howLong
                + (retention.law() == null ? "" : " (" + retention.law() + ")");
    }

    private Map<String, List<Statement>> notes() {
        Map<String, List<Statement>> notes = content.notes().stream()
                .collect(Collectors.groupingBy(
                        note -> note.section().word(), Collectors.mapping(this::statement, Collectors.toList())));
        if (content.basedOn() != null) {
            String basedOn = Variable.DATE.fill(wording.text("doc.basedOn"), wording.date(content.basedOn()));
            notes.computeIfAbsent("about", section -> new ArrayList<>()).add(new Statement(basedOn, false));
        }
        return notes;
    }

    private Statement statement(Note note) {
        return new Statement(wording.of(note.texts()), assumed(note.source()));
    }

    private static boolean assumed(Source source) {
        return source == Source.ASSUMED;
    }

    /** A language's own name, for the list of languages. */
    static String nameOf(String language) {
        Locale locale = Locale.forLanguageTag(language);
        String name = locale.getDisplayName(locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }
}
