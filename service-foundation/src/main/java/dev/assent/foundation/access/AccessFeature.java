package dev.assent.foundation.access;

import dev.assent.foundation.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Puts each resource method's {@link AccessRule} in force; a method without one answers nobody. */
@Provider
public class AccessFeature implements DynamicFeature {

    private final SiteAccess access;

    AccessFeature(SiteAccess access) {
        this.access = access;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (!resource.getResourceClass().getName().startsWith("dev.assent.")) {
            return;
        }
        AccessRule rule = resource.getResourceMethod().getAnnotation(AccessRule.class);
        if (rule == null || !rule.everyone()) {
            context.register(new Guard(rule, access), Priorities.AUTHORIZATION);
        }
    }

    @Priority(Priorities.AUTHORIZATION)
    private static final class Guard implements ContainerRequestFilter {

        private final @Nullable AccessRule rule;
        private final SiteAccess access;

        Guard(@Nullable AccessRule rule, SiteAccess access) {
            this.rule = rule;
            this.access = access;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            if (rule == null) {
                throw Problem.notFound();
            }
            if (!access.signedIn()) {
                throw Problem.notSignedIn();
            }
            String site = request.getUriInfo().getPathParameters().getFirst("site");
            boolean admitted = site == null ? !access.sites(rule.roles()).isEmpty() : access.may(site, rule.roles());
            if (!admitted) {
                admitMachine(rule.scope(), site);
            }
        }

        private void admitMachine(String scope, @Nullable String site) {
            boolean machine =
                    !scope.isEmpty() && (site == null ? !access.machineSites().isEmpty() : access.isMachineOf(site));
            if (!machine) {
                throw site == null ? Problem.forbidden() : Problem.notFound();
            }
            if (!access.hasScope(scope)) {
                throw Problem.scopeNeeded(scope);
            }
        }
    }
}
