package dev.assent.registry.rule;

import dev.assent.registry.site.Purpose;
import dev.assent.registry.site.SiteContent;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** B01: what is kept on a device is asked for by the banner; a form asks the owner of an address, not the device. */
final class FormsKeepNothing implements PublishRule {

    @Override
    public Stream<Finding> check(SiteContent content) {
        Set<String> onForms = content.purposes().stream()
                .filter(purpose -> purpose.form() != null)
                .map(Purpose::id)
                .collect(Collectors.toSet());
        return content.cookies().stream()
                .filter(cookie -> onForms.contains(cookie.purpose()))
                .map(cookie -> new Finding(
                        "B01",
                        Severity.ERROR,
                        "cookies[" + cookie.name() + "].purpose",
                        "This is kept on the device for a purpose that only a form asks for, so no banner asks before.",
                        "Give it a purpose that the banner asks for, or one that is exempt."));
    }
}
