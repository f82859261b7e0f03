package dev.assent.foundation.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a resource method. Every method carries it: one that does not answers nobody, and the OpenAPI document
 * repeats it as {@code x-assent-access}.
 *
 * <p>Where the path has a {@code {site}}, the caller needs one of the roles for that very site, and gets 404 otherwise,
 * exactly as for a site that does not exist. Where it has none, the caller needs one of the roles for some site, and the
 * method itself narrows what it answers by {@link SiteAccess}.
 *
 * <p>A machine needs the scope and the site: without the site it gets 404 as well, and with the site but without the scope
 * 403, which says what to ask for.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AccessRule {

    /** Whether everyone may call it, signed in or not. */
    boolean everyone() default false;

    /** The roles of which the caller needs one. */
    Role[] roles() default {};

    /** The scope that opens it to a machine of the site, for example {@code choices:write}; empty for none. */
    String scope() default "";
}
