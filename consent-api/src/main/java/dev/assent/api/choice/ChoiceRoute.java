package dev.assent.api.choice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.api.client.Caller;
import dev.assent.api.identity.IdempotencyKey;
import dev.assent.foundation.problem.LateBody;
import dev.assent.foundation.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The short way of a choice: from the gates straight to {@link Choices}, on the event loop. Quarkus REST around one call
 * costs more than the call; this is the address where that counts. A request that it does not know by its plain form goes
 * on to {@link ChoiceResource}, which answers the same.
 */
@Singleton
class ChoiceRoute {

    /** After the gates for limits and bodies, before sign-in: choices are for everyone. */
    private static final int AFTER_GATES = 500;

    private static final Logger LOG = Logger.getLogger(ChoiceRoute.class);
    private static final String SITES = "/v1/sites/";
    private static final String CHOICES = "/choices";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final String UNEXPECTED = """
            {"type":"urn:assent:problem:internal-error","status":500,"title":"Something went wrong here",\
            "detail":"Whether the choice was recorded is not known. Send it again."}""";

    private final Choices choices;
    private final ObjectMapper json;
    private final Duration deadline;

    ChoiceRoute(
            Choices choices,
            ObjectMapper json,
            @ConfigProperty(name = "assent.body.deadline", defaultValue = "10s") Duration deadline) {
        this.choices = choices;
        this.json = json;
        this.deadline = deadline;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_GATES);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String site = site(request);
        if (site == null) {
            context.next();
            return;
        }
        request.bodyHandler(body -> take(context, site, body.getBytes()));
        request.resume();
        LateBody.watch(context, deadline);
    }

    /** The site to which a plain choice is sent; null for everything else. */
    private static @Nullable String site(HttpServerRequest request) {
        String path = request.path();
        if (path == null
                || !request.method().equals(HttpMethod.POST)
                || !path.startsWith(SITES)
                || !path.endsWith(CHOICES)
                || !sendsJson(request.getHeader(HttpHeaders.CONTENT_TYPE))
                || !takesJson(request.getHeader(HttpHeaders.ACCEPT))) {
            return null;
        }
        int end = path.length() - CHOICES.length();
        boolean one = end > SITES.length() && path.indexOf('/', SITES.length()) == end && path.indexOf('%') < 0;
        return one ? path.substring(SITES.length(), end) : null;
    }

    /** JSON, or the text as which {@code navigator.sendBeacon} sends it. */
    private static boolean sendsJson(@Nullable String type) {
        return type != null && (names(type, "application/json") || names(type, "text/plain"));
    }

    private static boolean names(String type, String wanted) {
        int length = wanted.length();
        return type.regionMatches(true, 0, wanted, 0, length)
                && (type.length() == length || type.charAt(length) == ';' || type.charAt(length) == ' ');
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null || accept.contains("*/*") || accept.contains("application/json");
    }

    private void take(RoutingContext context, String site, byte[] body) {
        Context eventLoop = context.vertx().getOrCreateContext();
        HttpServerRequest request = context.request();
        CompletionStage<Outcome> taken;
        try {
            taken = choices.take(
                    site,
                    request.getHeader(HttpHeaders.ORIGIN),
                    request.headers().getAll(IdempotencyKey.HEADER),
                    Caller.of(context),
                    body);
        } catch (RuntimeException e) {
            answer(context.response(), null, e);
            return;
        }
        taken.whenComplete(
                (outcome, failure) -> eventLoop.runOnContext(_ -> answer(context.response(), outcome, failure)));
    }

    private void answer(HttpServerResponse response, @Nullable Outcome outcome, @Nullable Throwable failure) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.headers().set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        switch (outcome) {
            case null -> unexpected(response, failure);
            case Outcome.Recorded(RecordedChoice choice) -> {
                response.headers().set(HttpHeaders.CONTENT_TYPE, JSON);
                response.setStatusCode(202).end(Buffer.buffer(choice.json()));
            }
            case Outcome.Refused(Problem problem) -> refuse(response, problem);
        }
    }

    private void refuse(HttpServerResponse response, Problem problem) {
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, String.valueOf(value)));
        response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM).setStatusCode(problem.getStatusCode());
        try {
            response.end(Buffer.buffer(json.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            unexpected(response, e);
        }
    }

    private static void unexpected(HttpServerResponse response, @Nullable Throwable failure) {
        LOG.errorf(failure, "a choice could not be answered");
        response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM).setStatusCode(500).end(UNEXPECTED);
    }
}
