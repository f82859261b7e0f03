package dev.assent.system.isolation;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation as a service's own OpenAPI document describes it.
 *
 * @param service the service's name
 * @param method GET, POST, …
 * @param path with parameters in braces
 * @param access who may call it
 * @param bodyType the media type of the body that it takes; empty if it takes none
 */
record Operation(String service, String method, String path, Access access, String bodyType) {

    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** Who may call an operation. */
    sealed interface Access {
        /** Signed in or not. */
        record Everyone() implements Access {}

        /** Whoever has one of the roles or, as {@code scope:NAME}, of the scopes, for the site in question. */
        record Roles(Set<String> names) implements Access {}

        /** Nobody has said. */
        record Unstated() implements Access {}
    }

    /** Every operation of the document. */
    static List<Operation> of(String service, JsonNode openApi) {
        List<Operation> operations = new ArrayList<>();
        openApi.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(new Operation(
                        service,
                        member.getKey().toUpperCase(java.util.Locale.ROOT),
                        path.getKey(),
                        access(member.getValue().path("x-assent-access")),
                        bodyType(member.getValue())))));
        return List.copyOf(operations);
    }

    private static Access access(JsonNode extension) {
        if (extension.isTextual() && extension.asText().equals("everyone")) {
            return new Access.Everyone();
        }
        Set<String> roles = new TreeSet<>();
        extension.forEach(role -> roles.add(role.asText()));
        return roles.isEmpty() ? new Access.Unstated() : new Access.Roles(roles);
    }

    private static String bodyType(JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        return content.isEmpty() ? "" : content.fieldNames().next();
    }

    /** The names of the path's parameters, in their order. */
    List<String> parameters() {
        return PARAMETER.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** Whether the path says which site it is about. */
    boolean namesSite() {
        return parameters().contains("site");
    }

    /** Whether the path names an object beside the site. */
    boolean namesObject() {
        return parameters().stream().anyMatch(name -> !name.equals("site"));
    }

    /** Whether it cannot change anything. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether it is a page for people, who sign in with a browser and not by a token. */
    boolean isConsole() {
        return path.equals("/console") || path.startsWith("/console/");
    }

    /** The path with its parameters filled in: the site, and for everything else the given values in turn. */
    String at(String site, List<String> objects) {
        List<String> left = new ArrayList<>(objects);
        return PARAMETER
                .matcher(path)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1).equals("site") ? site : left.removeFirst()));
    }

    /** Values for the parameters beside the site that name nothing, in the form of those that do. */
    List<String> nothing() {
        return parameters().stream()
                .filter(name -> !name.equals("site"))
                .map(name -> name.equals("subject") ? "A".repeat(43) : "00000000-0000-7000-8000-000000000000")
                .toList();
    }

    @Override
    public String toString() {
        return service + " " + method + " " + path;
    }
}
