package dev.assent.registry.document;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import java.util.List;

/** The HTML pages; everything that is filled in is escaped. */
@CheckedTemplate(basePath = "document")
final class Pages {

    private Pages() {}

    /** A whole page, with head and style. */
    static native TemplateInstance cookiePolicy(CookiePolicy policy, List<LanguageLink> languages);

    /** The page's content alone, for a site that shows it within a page of its own. */
    static native TemplateInstance cookiePolicyContent(CookiePolicy policy);

    /** A language in which the page can be had. */
    record LanguageLink(String tag, String name, boolean current) {}
}
