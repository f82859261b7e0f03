package dev.assent.system.isolation;

import dev.assent.system.isolation.Operation.Access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every operation, called by every caller, for each of two sites and for one that does not exist. Bodies are sent broken,
 * and ids name nothing, so that a call which is let in changes nothing.
 */
final class Matrix {

    static final String NO_SITE = "no-such-site";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** One call: who, for which site, and what came back. */
    private record Call(Caller caller, String site) {}

    private final Map<String, URI> services;
    private final List<String> sites;
    private final List<Caller> callers;
    private final ForeignObjects foreign;
    private final Map<Operation, Map<Call, Reply>> replies = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * A matrix that has still to be filled.
     *
     * @param services base address of each service
     * @param sites two sites
     * @param foreign objects that there are
     */
    Matrix(Map<String, URI> services, List<String> sites, List<Caller> callers, ForeignObjects foreign) {
        this.services = services;
        this.sites = Stream.concat(sites.stream(), Stream.of(NO_SITE)).toList();
        this.callers = callers;
        this.foreign = foreign;
    }

    /** Real objects of sites, to be asked for by staff of other sites. */
    @FunctionalInterface
    interface ForeignObjects {
        /** The values of the path's parameters beside the site, for an object of that site; empty if none is known. */
        List<String> of(String site, Operation operation);
    }

    /** Calls it in every way. */
    void fill(Operation operation) {
        checkRule(operation);
        Map<Call, Reply> row = new LinkedHashMap<>();
        for (Caller caller : callers) {
            for (String site : sitesOf(operation)) {
                Call call = new Call(caller, site);
                if (!wouldChange(operation, call)) {
                    row.put(call, send(operation, caller, site, operation.nothing()));
                    judge(operation, call, row.get(call));
                }
            }
        }
        replies.put(operation, row);
        if (operation.access() instanceof Access.Roles(Set<String> roles)) {
            if (operation.namesSite()) {
                row.forEach((call, reply) -> compareWithNothing(operation, row, call, reply, roles));
            }
            if (operation.namesObject()) {
                tryObjects(operation, roles);
            }
        }
    }

    /** Whether the call would go through and do something: it has no body to break. */
    private static boolean wouldChange(Operation operation, Call call) {
        if (operation.reads() || !operation.bodyType().isEmpty() || operation.namesObject()) {
            return false;
        }
        return switch (operation.access()) {
            case Access.Everyone() -> true;
            case Access.Unstated() -> false;
            case Access.Roles(Set<String> roles) ->
                operation.namesSite()
                        ? call.caller().may(call.site(), roles)
                        : call.caller().mayAnywhere(roles);
        };
    }

    /** What is not as it must be; empty if all is well. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** How many calls the table stands for. */
    int calls() {
        return replies.values().stream().mapToInt(Map::size).sum();
    }

    private void checkRule(Operation operation) {
        switch (operation.access()) {
            case Access.Unstated() -> faults.add(operation + ": has no rule who may call it");
            case Access.Everyone() -> {}
            case Access.Roles(Set<String> roles) -> {
                if (!operation.reads() && (roles.contains("auditor") || roles.contains("operator"))) {
                    faults.add(operation + ": lets change things who must only read");
                }
            }
        }
    }

    private void judge(Operation operation, Call call, Reply reply) {
        String fault =
                switch (operation.access()) {
                    case Access.Unstated() -> reply.status() == 404 ? "" : "answers though it has no rule";
                    case Access.Everyone() -> refused(reply) ? "refuses though it is for everyone" : "";
                    case Access.Roles(Set<String> roles) -> judge(operation, call, reply, roles);
                };
        if (reply.status() >= 500) {
            fault = "fails";
        }
        if (!fault.isEmpty()) {
            faults.add("%s: %s, for %s at %s: %d"
                    .formatted(operation, fault, call.caller().name(), call.site(), reply.status()));
        }
    }

    private static String judge(Operation operation, Call call, Reply reply, Set<String> roles) {
        if (call.caller().isStrangerTo(operation)) {
            return reply.status() == 401 || operation.isConsole() && reply.asksToSignIn()
                    ? ""
                    : "does not ask to sign in";
        }
        boolean may = operation.namesSite()
                ? call.caller().may(call.site(), roles)
                : call.caller().mayAnywhere(roles);
        if (!may) {
            int refusal = operation.namesSite() && !call.caller().lacksOnlyTheScope(call.site(), roles) ? 404 : 403;
            return reply.status() == refusal ? "" : "must answer " + refusal;
        }
        boolean mayBeMissing = reply.status() == 404 && operation.namesObject();
        return refused(reply) || reply.status() == 404 && !mayBeMissing ? "refuses who may" : "";
    }

    private static boolean refused(Reply reply) {
        return reply.status() == 401 || reply.status() == 403 || reply.asksToSignIn();
    }

    /** Another's site must look exactly like one that does not exist. */
    private void compareWithNothing(
            Operation operation, Map<Call, Reply> row, Call call, Reply reply, Set<String> roles) {
        Reply nothing = row.get(new Call(call.caller(), NO_SITE));
        boolean own = call.caller().may(call.site(), roles) || call.caller().lacksOnlyTheScope(call.site(), roles);
        if (!own && !reply.shape().equals(nothing.shape())) {
            faults.add("%s: %s can tell %s from a site that does not exist:%n  %s%n  %s"
                    .formatted(operation, call.caller().name(), call.site(), reply.shape(), nothing.shape()));
        }
    }

    /** Another site's object must look exactly like one that does not exist, under whatever site it is asked for. */
    private void tryObjects(Operation operation, Set<String> roles) {
        for (String owner : sites.subList(0, sites.size() - 1)) {
            List<String> object = foreign.of(owner, operation);
            if (object.isEmpty()) {
                faults.add(operation + ": no object of " + owner + " is known to try it with");
                continue;
            }
            for (Caller caller : callers) {
                if (caller.may(owner, roles)) {
                    tryOwn(operation, caller, owner, object);
                } else if (!caller.isStrangerTo(operation)) {
                    tryForeign(operation, caller, owner, object);
                }
            }
        }
    }

    /** The object is really there; without this the comparison would compare nothing with nothing. */
    private void tryOwn(Operation operation, Caller caller, String owner, List<String> object) {
        if (operation.reads()) {
            Reply reply = send(operation, caller, owner, object);
            if (reply.status() != 200) {
                faults.add("%s: %s does not get the object of %s: %d"
                        .formatted(operation, caller.name(), owner, reply.status()));
            }
        }
    }

    private void tryForeign(Operation operation, Caller caller, String owner, List<String> object) {
        for (String site : sitesOf(operation)) {
            Reply real = send(operation, caller, site, object);
            Reply none = send(operation, caller, site, operation.nothing());
            if (!real.shape().equals(none.shape())) {
                faults.add("%s: %s can tell an object of %s from none, asking at %s:%n  %s%n  %s"
                        .formatted(operation, caller.name(), owner, site, real.shape(), none.shape()));
            }
        }
    }

    private Reply send(Operation operation, Caller caller, String site, List<String> objects) {
        String path = operation.at(site, objects);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        services.get(operation.service()).resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        operation.method(),
                        operation.bodyType().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{"));
        if (!operation.bodyType().isEmpty()) {
            request.header("Content-Type", operation.bodyType());
        }
        caller.signIn().headers(operation).forEach(request::header);
        try {
            List<String> sent = Stream.concat(Stream.of(site), objects.stream()).toList();
            return Reply.of(HTTP.send(request.build(), BodyHandlers.ofString()), sent);
        } catch (IOException e) {
            throw new AssertionError(operation + " did not answer " + caller.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The table, for people. */
    String print() {
        int width = replies.keySet().stream()
                .mapToInt(operation -> operation.toString().length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder(
                        "Who gets what, by HTTP status. Sites: %s.%n".formatted(String.join(" / ", sites)))
                .append(
                        "Paths without a site have one status. Ids name nothing and bodies are broken: 400 and 404 where ")
                .append(
                        "the rule lets someone in\nmean that the request went through to the resource; \"may\" stands where a call would have changed something.\n\n");
        List<String> columns = callers.stream().map(Caller::name).toList();
        table.append(line(width, "", "rule", columns));
        replies.keySet()
                .forEach(operation -> table.append(line(
                        width,
                        operation.toString(),
                        rule(operation.access()),
                        callers.stream().map(caller -> cell(operation, caller)).toList())));
        table.append("\n%d operations, %d calls, %d faults%n".formatted(replies.size(), calls(), faults.size()));
        faults.forEach(fault -> table.append(fault).append('\n'));
        return table.toString();
    }

    private String line(int width, String operation, String rule, List<String> cells) {
        StringBuilder line = new StringBuilder(("%-" + (width + 2) + "s%-26s").formatted(operation, rule));
        for (int i = 0; i < cells.size(); i++) {
            int column = Math.max(callers.get(i).name().length(), 11) + 2;
            line.append(("%-" + column + "s").formatted(cells.get(i)));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String rule(Access access) {
        return switch (access) {
            case Access.Everyone() -> "everyone";
            case Access.Roles(Set<String> roles) -> String.join(" ", roles);
            case Access.Unstated() -> "NONE";
        };
    }

    private String cell(Operation operation, Caller caller) {
        Map<Call, Reply> row = replies.getOrDefault(operation, Map.of());
        return sitesOf(operation).stream()
                .map(site -> row.get(new Call(caller, site)))
                .map(reply -> reply == null ? "may" : Integer.toString(reply.status()))
                .collect(Collectors.joining("/"));
    }

    private List<String> sitesOf(Operation operation) {
        return operation.namesSite() ? sites : List.of(NO_SITE);
    }
}
