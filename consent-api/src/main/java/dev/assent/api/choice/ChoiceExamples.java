package dev.assent.api.choice;

import dev.assent.api.identity.IdempotencyKey;
import dev.assent.api.identity.Identities;
import dev.assent.api.site.PublishedSites;
import dev.assent.foundation.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes an example for every problem that an operation's answers name into the OpenAPI document: the very problems that the
 * code answers with, and not a copy of them.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ChoiceExamples implements OASFilter {

    private static final String PROBLEM = "application/problem+json";
    private static final String EVENT = "019a9b7e-2f1c-7c55-9b53-1a52e1c1a001";
    private static final Duration SOON = Duration.ofSeconds(2);

    /** What stands in parentheses only explains. */
    private static final Pattern REMARKS = Pattern.compile("\\([^)]*\\)");

    private static final Set<String> BEHIND_THE_GATES = Set.of("Choices", "Server side");
    private static final Map<String, String> OF_THE_GATES = new TreeMap<>(Map.of(
            "408", "body-late",
            "411", "length-required",
            "413", "too-large",
            "415", "unsupported-media-type",
            "429", "too-many-requests",
            "503", "overloaded"));

    private final Map<String, Problem> problems =
            all().stream().collect(Collectors.toUnmodifiableMap(ChoiceExamples::slug, problem -> problem));

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() != null) {
            if (operation.getTags() != null && operation.getTags().stream().anyMatch(BEHIND_THE_GATES::contains)) {
                OF_THE_GATES.forEach((status, slug) -> addOfGate(operation.getResponses(), status, slug));
            }
            operation.getResponses().getAPIResponses().forEach((status, response) -> {
                if (status.charAt(0) >= '4' && !hasExamples(response)) {
                    add(response);
                }
            });
        }
        return operation;
    }

    /** What is answered before any resource is reached, whichever it would be. */
    private void addOfGate(APIResponses responses, String status, String slug) {
        APIResponse response = responses.getAPIResponse(status);
        if (response == null) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().description(slug));
        } else if (!response.getDescription().contains(slug)) {
            response.setDescription(response.getDescription() + ", " + slug);
            if (hasExamples(response)) {
                response.getContent()
                        .getMediaType(PROBLEM)
                        .addExample(slug, OASFactory.createExample().value(members(problem(slug))));
            }
        }
    }

    private Problem problem(String slug) {
        return Objects.requireNonNull(problems.get(slug), slug);
    }

    private static boolean hasExamples(APIResponse response) {
        MediaType problem =
                response.getContent() == null ? null : response.getContent().getMediaType(PROBLEM);
        return problem != null && (problem.getExamples() != null || problem.getExample() != null);
    }

    private void add(APIResponse response) {
        // Anew: the framework gives all problems one and the same content.
        MediaType content =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/HttpProblem"));
        for (String slug :
                REMARKS.matcher(response.getDescription()).replaceAll("").split(",", -1)) {
            Problem problem = problems.get(slug.strip());
            if (problem != null) {
                content.addExample(slug.strip(), OASFactory.createExample().value(members(problem)));
            }
        }
        if (content.getExamples() != null) {
            Content withProblem = OASFactory.createContent().addMediaType(PROBLEM, content);
            response.setContent(withProblem);
        }
    }

    private static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", String.valueOf(problem.getType()));
        members.put("status", problem.getStatusCode());
        members.put("title", problem.getTitle());
        if (problem.getDetail() != null) {
            members.put("detail", problem.getDetail());
        }
        problem.getParameters()
                .forEach((name, value) -> members.put(name, value instanceof URI ? value.toString() : value));
        return members;
    }

    private static String slug(Problem problem) {
        String type = String.valueOf(problem.getType());
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static List<Problem> all() {
        String receipt = "http://localhost:8081/v1/receipts/1-3/" + EVENT + "/9aQdPYd0b8a3JrO0bkHp3w";
        return List.of(
                // These are answered before a resource is reached; tests hold them against the real ones.
                new Problem(408, "body-late", "The body did not come", "Nothing was recorded. Send it again, whole."),
                new Problem(
                        429,
                        "too-many-requests",
                        "Too many requests",
                        "Your network has sent too many. Keep the choice, and send it again after the seconds in Retry-After.",
                        Map.of("violated-policies", List.of("client"))),
                new Problem(
                        503,
                        "overloaded",
                        "Too many choices wait already",
                        "It was not recorded. Keep the choice, and send it again after the seconds in Retry-After."),
                new Problem(411, "length-required", "The body's length is not stated", "Send a Content-Length header."),
                new Problem(413, "too-large", "The body is too large", "A choice is far smaller than 16 KiB."),
                new Problem(
                        415, "unsupported-media-type", "The body's type is not stated", "Send a Content-Type header."),
                ChoiceProblems.malformed("There is no member 'colour'."),
                ChoiceProblems.missing("language"),
                IdempotencyKey.invalid(),
                ChoiceProblems.foreignOrigin(),
                PublishedSites.unknownSite(),
                PublishedSites.notReadYet(),
                ChoiceProblems.unknownPurpose("astrology"),
                ChoiceProblems.exemptPurpose("necessary"),
                ChoiceProblems.askedElsewhere("newsletter", true),
                ChoiceProblems.addressNeeded(),
                ChoiceProblems.noForm(),
                ChoiceProblems.tooManyForms(SOON),
                ChoiceProblems.unknownVendor("acme"),
                ChoiceProblems.noVendorChoices(),
                ChoiceProblems.noSignal(),
                ChoiceProblems.signalNotHonoured(),
                ChoiceProblems.unknownVersion(),
                ChoiceProblems.aheadOfTime(),
                Identities.reused(),
                ChoiceProblems.versionNotKnownYet(),
                ChoiceProblems.notTaken(SOON),
                ChoiceProblems.outcomeUnknown(SOON, EVENT, receipt, "9f2c1a52-6c1d-4c55-9b53-1a52e1c1a001"),
                ChoiceProblems.confirmationNotAsked(SOON, EVENT, receipt, "9f2c1a52-6c1d-4c55-9b53-1a52e1c1a001"));
    }
}
