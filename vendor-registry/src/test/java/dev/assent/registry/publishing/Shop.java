package dev.assent.registry.publishing;

/** A small site for tests. */
public final class Shop {

    /** Its file, without a fault. */
    public static final String YAML = """
            site: shop
            name: Shop
            languages: [en]
            timeZone: Europe/Prague
            renewAfter: P6M
            origins: ["https://shop.test"]
            controller:
              name: Shop Ltd
              country: CZ
              contacts:
                - {kind: email, value: hello@shop.test}
            evidence: {period: P3Y, reason: Claims about a consent lapse three years after it ended.}
            purposes:
              - {id: necessary, exempt: true, basis: contract, names: {en: Needed}, descriptions: {en: Keeps the cart}}
              - {id: statistics, basis: consent, names: {en: Statistics}, descriptions: {en: Counts visits}}
            """;

    private Shop() {}
}
