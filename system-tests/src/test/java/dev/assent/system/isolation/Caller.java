package dev.assent.system.isolation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who calls.
 *
 * @param name as people would say it
 * @param roles role to sites, as the caller's token says
 * @param signIn what the caller sends along to a service
 */
record Caller(String name, Map<String, List<String>> roles, SignIn signIn) {

    /** The headers by which a service knows the caller: a bearer token, or at a console the cookies of a session. */
    @FunctionalInterface
    interface SignIn {
        Map<String, String> headers(Operation operation);
    }

    static Caller anonymous() {
        return new Caller("anonymous", Map.of(), operation -> Map.of());
    }

    boolean isAnonymous() {
        return name.equals("anonymous");
    }

    /** Whether the caller has one of the roles for the site. */
    boolean may(String site, Set<String> anyOf) {
        return anyOf.stream()
                .anyMatch(role -> roles.getOrDefault(role, List.of()).contains(site));
    }

    /** Whether the caller has one of the roles for any site. */
    boolean mayAnywhere(Set<String> anyOf) {
        return anyOf.stream()
                .anyMatch(role -> !roles.getOrDefault(role, List.of()).isEmpty());
    }
}
