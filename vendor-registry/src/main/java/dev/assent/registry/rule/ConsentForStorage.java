package dev.assent.registry.rule;

import dev.assent.registry.site.Basis;
import dev.assent.registry.site.SiteContent;

import java.util.stream.Stream;

/** B16: what is kept on a device and is not exempt rests on consent, never on an interest of the site (see ePD 5(3)). */
final class ConsentForStorage implements PublishRule {

    @Override
    public Stream<Finding> check(SiteContent content) {
        return content.purposes().stream()
                .filter(purpose -> !purpose.exempt() && purpose.basis() != Basis.CONSENT)
                .map(purpose -> new Finding(
                        "B16",
                        Severity.ERROR,
                        "purposes[" + purpose.id() + "].basis",
                        "This purpose is not exempt, yet its basis is "
                                + purpose.basis().word() + ".",
                        "Let it rest on consent, or mark it as exempt if it truly is."));
    }
}
