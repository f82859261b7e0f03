package dev.assent.foundation.access;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One method of every kind of rule. */
@Path("/guarded")
@Produces(MediaType.APPLICATION_JSON)
public class GuardedResource {

    /** Whatever the caller sends. */
    public record Body(String name, Integer count) {}

    @GET
    @Path("everyone")
    @AccessRule(everyone = true)
    public String everyone() {
        return "open";
    }

    @GET
    @Path("sites/{site}")
    @AccessRule(roles = {Role.DPO, Role.AUDITOR})
    public String site(@PathParam("site") String site) {
        return site;
    }

    @PUT
    @Path("sites/{site}/machines")
    @AccessRule(scope = "things:write")
    public String machine(@PathParam("site") String site) {
        return site;
    }

    @GET
    @Path("sites/{site}/both")
    @AccessRule(roles = Role.DPO, scope = "things:read")
    public String both(@PathParam("site") String site) {
        return site;
    }

    @GET
    @Path("machines")
    @AccessRule(scope = "things:read")
    public String machines() {
        return "machines";
    }

    @GET
    @Path("mine")
    @AccessRule(roles = Role.DPO)
    public String mine() {
        return "mine";
    }

    @GET
    @Path("forgotten")
    public String forgotten() {
        return "nobody should read this";
    }

    @POST
    @Path("body")
    @Consumes(MediaType.APPLICATION_JSON)
    @AccessRule(everyone = true)
    public String body(Body body) {
        return body.name();
    }

    @GET
    @Path("broken")
    @AccessRule(everyone = true)
    public String broken() {
        throw new IllegalStateException("a secret that must not be shown");
    }
}
