package dev.assent.registry.importing;

import dev.assent.registry.importing.SiteFileException.Fault;
import dev.assent.registry.site.ContactKind;
import dev.assent.registry.site.Controller;
import dev.assent.registry.site.Evidence;
import dev.assent.registry.site.RegistrationKind;
import dev.assent.registry.site.SiteContent;
import dev.assent.registry.site.Source;
import dev.assent.registry.text.PlatformTexts;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A site's YAML file, the form in which people write and import a site. JSON is YAML as well, so it is taken too. */
public final class SiteFile {

    private static final int DEEPEST = 20;
    private static final int MOST_CHARACTERS = 1024 * 1024;

    private SiteFile() {}

    /**
     * Reads a file.
     *
     * @throws SiteFileException with every fault, if there is any
     */
    public static SiteContent read(String yaml) {
        Node root = compose(yaml);
        List<Fault> faults = new ArrayList<>();
        YamlMap file = new YamlMap(root, "", root, faults);
        SiteContent content = site(file);
        file.finish();
        if (!faults.isEmpty()) {
            throw new SiteFileException(faults);
        }
        return content;
    }

    private static Node compose(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setMaxAliasesForCollections(0);
        try {
            @Nullable Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (root == null) {
                throw new SiteFileException(List.of(new Fault("", 1, 1, "the file is empty")));
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 1 : e.getProblemMark().getColumn() + 1;
            throw new SiteFileException(List.of(new Fault("", line, column, "not YAML: " + e.getProblem())));
        } catch (YAMLException e) {
            throw new SiteFileException(List.of(new Fault("", 1, 1, "not YAML: " + e.getMessage())));
        }
    }

    private static SiteContent site(YamlMap file) {
        String site = file.required("site", Forms.ID, Forms::id, "");
        String name = file.text("name");
        List<String> languages = file.words("languages", Forms.LANGUAGE, Forms::language);
        if (languages.isEmpty()) {
            file.fault("languages", "names at least one language");
        }
        LocalDate basedOn = file.optional("basedOn", "a date such as 2026-11-22", LocalDate::parse);
        String timeZone = file.required("timeZone", Forms.ZONE, Forms::zone, "UTC");
        Period renewAfter = file.required("renewAfter", Forms.PERIOD, Forms::period, Period.ofMonths(6));
        List<String> origins = file.words("origins", Forms.ORIGIN, Forms::origin);
        if (origins.isEmpty()) {
            file.fault("origins", "names at least one web origin of the site");
        }
        SitePartsReader parts = new SitePartsReader(Set.copyOf(languages));
        Controller controller = file.map("controller", map -> controller(map, parts));
        var purposes = file.list("purposes", parts::purpose);
        var vendors = file.list("vendors", parts::vendor);
        return new SiteContent(
                site,
                name,
                file.flag("sample", false),
                basedOn,
                languages,
                timeZone,
                renewAfter,
                origins,
                controller,
                IntakeReader.read(file, purposes),
                file.optionalMap(
                        "evidence",
                        map -> new Evidence(
                                map.required("period", Forms.EVIDENCE_PERIOD, Forms::evidencePeriod, Period.ofYears(1)),
                                map.text("reason"))),
                file.list("authorities", parts::authority),
                file.list("laws", parts::law),
                purposes,
                vendors,
                file.list("cookies", parts::cookie),
                file.list("agreements", parts::agreement),
                file.list("holdings", parts::holding),
                file.list("notes", parts::note),
                texts(file, languages),
                file.words("assumed", "the dotted name of a field of this file", text -> text));
    }

    private static Controller controller(YamlMap map, SitePartsReader parts) {
        return new Controller(
                map.text("name"),
                map.required("country", Forms.COUNTRY, Forms::country, ""),
                map.optionalMap(
                        "registration",
                        registration -> new Controller.Registration(
                                registration.term("kind", RegistrationKind.class, RegistrationKind.ORGANISATION),
                                registration.text("number"))),
                map.list("contacts", SiteFile::contact),
                map.optionalMap(
                        "dpo",
                        dpo -> new Controller.Dpo(
                                dpo.text("address"),
                                dpo.optionalText("mailbox"),
                                parts.translated(dpo, "names"),
                                SitePartsReader.source(dpo))));
    }

    private static Controller.Contact contact(YamlMap map) {
        ContactKind kind = map.term("kind", ContactKind.class, ContactKind.EMAIL);
        String value = map.optionalText("value");
        if (kind == ContactKind.FORM && value != null) {
            map.required("value", Forms.URL, Forms::url, "");
        } else if (kind != ContactKind.FORM && value == null) {
            map.fault("value", "is missing; only a form may go without");
        }
        Source source = SitePartsReader.source(map);
        return new Controller.Contact(kind, value, source);
    }

    /** What the site words differently from the platform; a key that the platform does not know is a fault. */
    private static Map<String, Map<String, String>> texts(YamlMap file, List<String> languages) {
        Map<String, Map<String, String>> texts = file.optionalMap("texts", map -> {
            Map<String, Map<String, String>> byLanguage = new LinkedHashMap<>();
            for (String language : languages) {
                Map<String, String> own = map.optionalMap(language, inner -> inner.texts(PlatformTexts.keys()));
                if (own != null) {
                    byLanguage.put(language, own);
                }
            }
            return byLanguage;
        });
        return texts == null ? Map.of() : texts;
    }
}
