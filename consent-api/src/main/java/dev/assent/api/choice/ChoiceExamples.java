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

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Map<String, Problem> problems =
            all().stream().collect(Collectors.toUnmodifiableMap(ChoiceExamples::slug, problem -> problem));

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() != null) {
            operation.getResponses().getAPIResponses().forEach((status, response) -> {
                if (status.charAt(0) >= '4' && !hasExamples(response)) {
                    add(response);
                }
            });
        }
        return operation;
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
                // These three are answered before a resource is reached; a test holds them against the real ones.
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
