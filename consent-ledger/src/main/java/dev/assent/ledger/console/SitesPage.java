package dev.assent.ledger.console;

import java.util.Collection;
import java.util.List;

/**
 * The page of the sites that somebody may look at.
 *
 * @param actor who is signed in
 * @param sites their ids
 */
public record SitesPage(String actor, List<String> sites) {

    static SitesPage of(String actor, Collection<String> sites) {
        return new SitesPage(actor, List.copyOf(sites));
    }
}
