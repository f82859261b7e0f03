package dev.assent.api.site;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Whose rules a site follows for a visitor. The country decides nothing else. */
final class Jurisdictions {

    private static final String EU = "EU";

    /** The European Economic Area: the Union's 27 members, Iceland, Liechtenstein and Norway (see EEA Agreement, Art. 126). */
    private static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    private Jurisdictions() {}

    /**
     * The first of these that the site follows: the place exactly, its country, the Union for a member of the European
     * Economic Area; else the site's first.
     *
     * @param followed the site's, for visitors from elsewhere the first
     * @param place ISO 3166-1 alpha-2, or ISO 3166-2; null where it is not known
     * @return null where the site names none
     */
    static @Nullable String of(List<String> followed, @Nullable String place) {
        if (followed.isEmpty()) {
            return null;
        }
        if (place != null) {
            String country = place.length() > 2 ? place.substring(0, 2) : place;
            if (followed.contains(place)) {
                return place;
            }
            if (followed.contains(country)) {
                return country;
            }
            if (EEA.contains(country) && followed.contains(EU)) {
                return EU;
            }
        }
        return followed.getFirst();
    }
}
