package dev.assent.foundation.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.foundation.problem.Problem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the present caller may see. Roles are always for named sites, from the token's claim {@code assent_roles}:
 * {@code {"dpo": ["smartsupp"]}}. A machine has sites, from {@code assent_sites}: {@code ["smartsupp"]}, and scopes.
 */
@RequestScoped
public class SiteAccess {

    static final String CLAIM = "assent_roles";
    static final String SITES_CLAIM = "assent_sites";
    private static final String SCOPE_CLAIM = "scope";

    private static final Logger LOG = Logger.getLogger(SiteAccess.class);
    private static final Duration UNTIL_BACK = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, List<String>>> ROLES = new TypeReference<>() {};
    private static final TypeReference<List<String>> SITES = new TypeReference<>() {};

    private final SecurityIdentity identity;
    private @Nullable Map<String, List<String>> sitesByRole;

    SiteAccess(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Who calls, as the identity provider names them; for the journal. */
    public String actor() {
        return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
    }

    /**
     * Whether the caller is signed in at all.
     *
     * @throws Problem 503 if whoever checks the caller's token is away
     */
    public boolean signedIn() {
        try {
            return !identity.isAnonymous();
        } catch (OIDCException e) {
            LOG.warnf("tokens cannot be checked: cause=%s", e.toString());
            throw Problem.unavailable(
                    "sign-in-unavailable",
                    "Your token cannot be checked now",
                    "The identity provider does not answer. Try again.",
                    UNTIL_BACK,
                    Map.of());
        }
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

    /** Whether the caller is a machine of the site. */
    boolean isMachineOf(String site) {
        return machineSites().contains(site);
    }

    /** Whether the caller's token has the scope. */
    boolean hasScope(String scope) {
        Object scopes = claim(SCOPE_CLAIM);
        return scopes != null && List.of(scopes.toString().split(" ")).contains(scope);
    }

    /** The sites of which the caller is a machine, as far as its token says. */
    List<String> machineSites() {
        return read(SITES_CLAIM, SITES, List.of());
    }

    private Map<String, List<String>> sitesByRole() {
        Map<String, List<String>> known = sitesByRole;
        if (known == null) {
            known = read(CLAIM, ROLES, Map.of());
            sitesByRole = known;
        }
        return known;
    }

    private <T> T read(String name, TypeReference<T> form, T otherwise) {
        Object claim = claim(name);
        if (claim == null) {
            return otherwise;
        }
        try {
            // The provider's JSON types and plain text both print as JSON.
            T value = JSON.readValue(claim.toString(), form);
            return value == null ? otherwise : value;
        } catch (JsonProcessingException e) {
            return otherwise;
        }
    }

    private @Nullable Object claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim(name) : null;
    }
}
