package dev.assent.system.isolation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who calls.
 *
 * @param name as people would say it
 * @param roles role to sites, as the caller's token says; a machine's {@code scope:NAME} stands beside roles
 * @param machineOf the sites of a machine, whether its token has a scope or not
 * @param onlyAt the one service that the caller's token is for; empty for staff, who have one for each
 * @param signIn what the caller sends along to a service
 */
record Caller(String name, Map<String, List<String>> roles, List<String> machineOf, String onlyAt, SignIn signIn) {

    /** What begins the name of a scope among the names of roles. */
    static final String SCOPE = "scope:";

    /** One of the staff. */
    Caller(String name, Map<String, List<String>> roles, SignIn signIn) {
        this(name, roles, List.of(), "", signIn);
    }

    /** The headers by which a service knows the caller: a bearer token, or at a console the cookies of a session. */
    @FunctionalInterface
    interface SignIn {
        Map<String, String> headers(Operation operation);
    }

    static Caller anonymous() {
        return new Caller("anonymous", Map.of(), operation -> Map.of());
    }

    /** Whether the service does not know the caller. */
    boolean isStrangerTo(Operation operation) {
        return isAnonymous() || (!onlyAt.isEmpty() && !onlyAt.equals(operation.service()));
    }

    boolean isAnonymous() {
        return name.equals("anonymous");
    }

    /** Whether the caller has one of the roles for the site. */
    boolean may(String site, Set<String> anyOf) {
        return anyOf.stream()
                .anyMatch(role -> roles.getOrDefault(role, List.of()).contains(site));
    }

    /** Whether the caller is a machine of the site whose token lacks a scope that would open it. */
    boolean lacksOnlyTheScope(String site, Set<String> anyOf) {
        return !may(site, anyOf) && machineOf.contains(site) && anyOf.stream().anyMatch(name -> name.startsWith(SCOPE));
    }

    /** Whether the caller has one of the roles for any site. */
    boolean mayAnywhere(Set<String> anyOf) {
        return anyOf.stream()
                .anyMatch(role -> !roles.getOrDefault(role, List.of()).isEmpty());
    }
}
