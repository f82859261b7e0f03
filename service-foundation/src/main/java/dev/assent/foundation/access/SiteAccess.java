package dev.assent.foundation.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.foundation.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the present caller may see. Roles are always for named sites, from the token's claim {@code assent_roles}:
 * {@code {"dpo": ["smartsupp"]}}.
 */
@RequestScoped
public class SiteAccess {

    static final String CLAIM = "assent_roles";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, List<String>>> ROLES = new TypeReference<>() {};

    private final SecurityIdentity identity;
    private @Nullable Map<String, List<String>> sitesByRole;

    SiteAccess(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Who calls, as the identity provider names them; for the journal. */
    public String actor() {
        return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
    }

    /** Whether the caller is signed in at all. */
    public boolean signedIn() {
        return !identity.isAnonymous();
    }

    /** The sites for which the caller has one of the roles, sorted. */
    public Set<String> sites(Role... anyOf) {
        Set<String> sites = new TreeSet<>();
        Arrays.stream(anyOf)
                .map(role -> sitesByRole().getOrDefault(role.claimName(), List.of()))
                .forEach(sites::addAll);
        return sites;
    }

    /** Whether the caller has one of the roles for the site. */
    public boolean may(String site, Role... anyOf) {
        return Arrays.stream(anyOf)
                .anyMatch(role ->
                        sitesByRole().getOrDefault(role.claimName(), List.of()).contains(site));
    }

    /**
     * Refuses a caller who has none of the roles for the site, as if the site did not exist.
     *
     * @throws Problem 404
     */
    public void require(String site, Role... anyOf) {
        if (!may(site, anyOf)) {
            throw Problem.notFound();
        }
    }

    private Map<String, List<String>> sitesByRole() {
        Map<String, List<String>> known = sitesByRole;
        if (known == null) {
            known = read(identity.getPrincipal());
            sitesByRole = known;
        }
        return known;
    }

    private static Map<String, List<String>> read(Principal principal) {
        Object claim = principal instanceof JsonWebToken token ? token.getClaim(CLAIM) : null;
        if (claim == null) {
            return Map.of();
        }
        try {
            // The provider's JSON types and plain text both print as JSON.
            Map<String, List<String>> roles = JSON.readValue(claim.toString(), ROLES);
            return roles == null ? Map.of() : roles;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
