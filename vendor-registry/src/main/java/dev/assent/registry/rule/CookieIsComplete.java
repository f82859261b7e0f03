package dev.assent.registry.rule;

import dev.assent.registry.site.Cookie;
import dev.assent.registry.site.Party;
import dev.assent.registry.site.SiteContent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** R01: each cookie says who sets it, who can read it and how long it stays; long first-party ones warn (see P49). */
final class CookieIsComplete implements PublishRule {

    private static final int LONGEST_MONTHS = 13;

    @Override
    public Stream<Finding> check(SiteContent content) {
        return content.cookies().stream().flatMap(cookie -> check(cookie).stream());
    }

    private static List<Finding> check(Cookie cookie) {
        List<Finding> findings = new ArrayList<>();
        String where = "cookies[" + cookie.name() + "]";
        if (cookie.name().isBlank() || cookie.readBy().isBlank()) {
            findings.add(new Finding(
                    "R01",
                    Severity.ERROR,
                    where,
                    "This cookie lacks its name or the domain that can read it.",
                    "Look both up in the browser's storage view and write them down."));
        }
        if (cookie.party() == Party.THIRD && cookie.provider() == null) {
            findings.add(new Finding(
                    "R01",
                    Severity.ERROR,
                    where + ".provider",
                    "This cookie belongs to a third party, and nothing says to whom.",
                    "Name the vendor that sets it."));
        }
        if (cookie.party() == Party.FIRST && cookie.lifetime().longerThanMonths(LONGEST_MONTHS)) {
            findings.add(new Finding(
                    "R01",
                    Severity.WARNING,
                    where + ".lifetime",
                    "This first-party cookie stays longer than " + LONGEST_MONTHS + " months.",
                    "Shorten its lifetime, or be ready to say why it needs that long."));
        }
        return findings;
    }
}
