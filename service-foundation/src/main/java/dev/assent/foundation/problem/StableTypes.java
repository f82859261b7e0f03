package dev.assent.foundation.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a stable type to the problems that the framework itself raises, and hides what an unexpected one would tell. */
@ApplicationScoped
class StableTypes implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        HttpProblem.Builder builder =
                HttpProblem.builder(problem).withType(Problem.type(slug(problem.getStatusCode())));
        return problem.getStatusCode() >= 500
                ? builder.withDetail("The cause is in the service's log.").build()
                : builder.build();
    }

    private static String slug(int status) {
        return switch (status) {
            case 400 -> "malformed-request";
            case 401 -> "not-signed-in";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 409 -> "conflict";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 429 -> "too-many-requests";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal-error" : "refused";
        };
    }
}
