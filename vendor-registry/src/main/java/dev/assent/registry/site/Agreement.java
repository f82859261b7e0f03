package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * A contract with a vendor, as far as the registry needs to know it.
 *
 * @param vendor the vendor's id
 * @param kind what it is
 * @param reference where the organisation files it
 * @param from its first day
 * @param until its last day; null if it is open-ended
 * @param source who says so
 */
public record Agreement(
        String vendor,
        AgreementKind kind,
        @Nullable String reference,
        LocalDate from,
        @Nullable LocalDate until,
        Source source) {}
