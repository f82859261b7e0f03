package dev.assent.api.choice;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.assent.foundation.problem.Problem;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a choice was not recorded, one line for each reason. */
final class ChoiceProblems {

    private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(2);

    private ChoiceProblems() {}

    /** Names members, which are the caller's own words for them, and never a value: one of them is the secret. */
    static Problem malformed(JsonProcessingException e) {
        String detail =
                switch (e) {
                    case UnrecognizedPropertyException unknown ->
                        "There is no member '" + Problem.named(unknown.getPropertyName()) + "'.";
                    case JsonMappingException mapping
                    when !mapping.getPath().isEmpty() -> "The member '" + path(mapping) + "' has the wrong form.";
                    case JsonMappingException mapping -> "The body is one JSON object.";
                    case StreamConstraintsException _ ->
                        "A number or name is longer, or the nesting deeper, than any choice needs.";
                    default -> "The body is not well-formed JSON, or names a member twice" + place(e) + ".";
                };
        return malformed(detail);
    }

    static Problem malformed(String detail) {
        return new Problem(400, "malformed-request", "The request cannot be read", detail);
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : Problem.named(step.getFieldName()))
                .collect(Collectors.joining("."));
    }

    static Problem missing(String member) {
        return invalid(member, "This member is needed.");
    }

    static Problem invalid(String member, String mend) {
        return new Problem(
                400, "invalid-choice", "A member of the choice is not right", mend, Map.of("member", member));
    }

    static Problem unknownPurpose(String purpose) {
        return new Problem(
                422,
                "unknown-purpose",
                "The notice version has no such purpose",
                "Ask for the banner's configuration, which lists the purposes.",
                Map.of("purpose", Problem.named(purpose)));
    }

    static Problem exemptPurpose(String purpose) {
        return new Problem(
                422,
                "exempt-purpose",
                "An exempt purpose is neither granted nor denied",
                "Leave it out: it is recorded as exempt.",
                Map.of("purpose", Problem.named(purpose)));
    }

    static Problem askedElsewhere(String purpose, boolean byForm) {
        return new Problem(
                422,
                "asked-elsewhere",
                "This purpose is not asked for here",
                byForm
                        ? "A form asks for it, not the banner: the surface is form, mail, api or preferences."
                        : "The banner asks for it, not a form: leave it out.",
                Map.of("purpose", Problem.named(purpose)));
    }

    static Problem noBatch() {
        return new Problem(
                400,
                "malformed-batch",
                "The batch cannot be read",
                "It is an object with the one member choices, an array of one item or more.");
    }

    static Problem tooManyItems(int most) {
        return new Problem(
                413, "too-many-items", "The batch has too many items", "Send it in parts.", Map.of("most", most));
    }

    static Problem afterUnrecorded(Duration retryAfter) {
        return Problem.unavailable(
                "earlier-choice-not-recorded",
                "An earlier choice of the same subject was not recorded",
                "It was not sent, so that the order is kept. Send both again, in the same order.",
                retryAfter,
                Map.of());
    }

    static Problem notBegunInTime() {
        return Problem.unavailable(
                "not-begun-in-time",
                "The batch took too long",
                "This choice was not sent. Send it again; those of one subject follow one another, so send fewer of one.",
                Duration.ofSeconds(1),
                Map.of());
    }

    static Problem addressNeeded() {
        return new Problem(
                422,
                "address-needed",
                "The owner of an e-mail address confirms this purpose",
                "A browser's secret cannot grant it. Deny it, leave it out, or send the choice of an address.");
    }

    static Problem noVendorChoices() {
        return new Problem(
                422,
                "no-vendor-choices",
                "The notice version offers no choice of vendors",
                "Leave vendors out: the purposes decide.",
                Map.of("member", "vendors"));
    }

    static Problem unknownVendor(String vendor) {
        return new Problem(
                422,
                "unknown-vendor",
                "The notice version has no such vendor",
                "Ask for the banner's configuration, which lists the vendors.",
                Map.of("vendor", Problem.named(vendor)));
    }

    static Problem noSignal() {
        return new Problem(
                422,
                "no-signal",
                "There is no signal",
                "The method signal goes with the header Sec-GPC: 1, which browsers send by themselves.",
                Map.of("member", "method"));
    }

    static Problem signalNotHonoured() {
        return new Problem(
                422,
                "signal-not-honoured",
                "The signal denies nothing here",
                "The site does not honour Global Privacy Control, or this version has no purpose that it is about.");
    }

    static Problem noForm() {
        return new Problem(
                422,
                "no-form",
                "The choice answers nothing that a form of the site asks",
                "A choice by address is for purposes that the site has published as a form's.");
    }

    static Problem confirmationNotAsked(Duration retryAfter, String eventId, String receipt, String key) {
        return Problem.unavailable(
                "confirmation-not-asked",
                "The choice is recorded; whether what goes with it was sent is not known",
                "Send the same body again under this Idempotency-Key: it stays one choice, and there is one mail a day.",
                retryAfter,
                Map.of("eventId", eventId, "receipt", receipt, "idempotencyKey", key));
    }

    static Problem tooManyForms(Duration retryAfter) {
        return Problem.tooMany(
                "too-many-forms",
                "Too many people were asked from your network",
                "It was not recorded. Send it again after the seconds in Retry-After, or from the site's own server.",
                retryAfter);
    }

    static Problem unknownVersion() {
        return new Problem(
                422,
                "unknown-notice-version",
                "Choices under this notice version are not taken",
                "Ask for the banner's configuration, and show its version.");
    }

    static Problem versionNotKnownYet() {
        return Problem.unavailable(
                "notice-version-not-known-yet",
                "This notice version is not known here yet",
                "It may just have been published. Try again.",
                UNTIL_PUBLISHED,
                Map.of());
    }

    static Problem aheadOfTime() {
        return new Problem(
                422,
                "ahead-of-time",
                "The choice lies more than 24 hours ahead",
                "Set the client's clock, or leave occurredAt out.",
                Map.of("member", "occurredAt"));
    }

    static Problem foreignOrigin() {
        return new Problem(
                403,
                "foreign-origin",
                "This page is not one of the site's",
                "The site's publisher lists the origins whose pages may send choices.");
    }

    static Problem notTaken(Duration retryAfter) {
        return Problem.unavailable(
                "cannot-record-now",
                "The choice cannot be recorded now",
                "It was not recorded. Keep it, and send it again.",
                retryAfter,
                Map.of());
    }

    /** @param key by which the request can be repeated and stays this event */
    static Problem outcomeUnknown(Duration retryAfter, String eventId, String receipt, String key) {
        return Problem.unavailable(
                "outcome-unknown",
                "Whether the choice was recorded is not known",
                "Send the same body again under this Idempotency-Key: it stays one choice. Or look for its receipt later.",
                retryAfter,
                Map.of("eventId", eventId, "receipt", receipt, "idempotencyKey", key));
    }
}
