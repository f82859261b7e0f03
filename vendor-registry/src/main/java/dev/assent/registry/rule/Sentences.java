package dev.assent.registry.rule;

import dev.assent.registry.site.SiteContent;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything in a site's content that is said in words per language, with the place where it stands. */
record Sentences(String where, Map<String, String> byLanguage) {

    static Stream<Sentences> of(SiteContent content) {
        List<Sentences> all = new ArrayList<>();
        content.purposes().forEach(purpose -> {
            add(all, "purposes[" + purpose.id() + "].names", purpose.names());
            add(all, "purposes[" + purpose.id() + "].descriptions", purpose.descriptions());
            add(all, "purposes[" + purpose.id() + "].examples", purpose.examples());
        });
        content.vendors().forEach(vendor -> {
            add(all, "vendors[" + vendor.id() + "].services", vendor.services());
            add(all, "vendors[" + vendor.id() + "].transfers", vendor.transfers());
        });
        content.cookies()
                .forEach(cookie -> add(all, "cookies[" + cookie.name() + "].descriptions", cookie.descriptions()));
        content.authorities()
                .forEach(authority -> add(all, "authorities[" + authority.name() + "].tasks", authority.tasks()));
        content.laws().forEach(law -> add(all, "laws.names", law.names()));
        content.holdings().forEach(holding -> {
            add(all, "holdings[" + holding.id() + "].names", holding.names());
            add(all, "holdings[" + holding.id() + "].descriptions", holding.descriptions());
        });
        content.notes().forEach(note -> add(all, "notes[" + note.id() + "].texts", note.texts()));
        if (content.controller().dpo() != null) {
            add(all, "controller.dpo.names", content.controller().dpo().names());
        }
        return all.stream();
    }

    private static void add(List<Sentences> all, String where, @Nullable Map<String, String> byLanguage) {
        if (byLanguage != null) {
            all.add(new Sentences(where, byLanguage));
        }
    }
}
