package dev.assent.deploy.parts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Realm {@code assent} with its sample people: each signs in with their own name as password, so it is for one's own
 * machine only.
 *
 * <p>{@code dpo-SITE}, {@code dpo2-SITE}, {@code editor-SITE} and {@code publisher-SITE} for each site; {@code auditor} and
 * {@code operator} for all of them. Each site's back end is the client {@code site-SITE}, again with its own name as secret; its
 * token has the scope {@code choices:write} where it asks for it.
 */
final class LocalRealm {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The claim, and the user's attribute that it is read from: {@code {"dpo": ["smartsupp"]}}. */
    private static final String ROLES = "assent_roles";
    /** The claim that names a machine's sites: {@code ["smartsupp"]}. */
    private static final String SITES = "assent_sites";

    private static final String CHOICES_WRITE = "choices:write";

    private LocalRealm() {}

    /**
     * The realm in the form that Keycloak imports.
     *
     * @param sites the sites' ids
     * @param clientSecrets the secret of each confidential client
     */
    static String json(List<String> sites, Map<String, String> clientSecrets) {
        ObjectNode realm = template();
        ArrayNode users = realm.putArray("users");
        for (String site : sites) {
            user(users, "dpo-" + site, roles("dpo", List.of(site)));
            user(users, "dpo2-" + site, roles("dpo", List.of(site)));
            user(users, "editor-" + site, roles("editor", List.of(site)));
            user(users, "publisher-" + site, roles("publisher", List.of(site)));
        }
        user(users, "auditor", roles("auditor", sites));
        user(users, "operator", roles("operator", sites));
        ArrayNode clients = realm.putArray("clients");
        clientSecrets.forEach((client, secret) -> client(clients, client, secret));
        sites.forEach(site -> machine(clients, site));
        return realm.toPrettyString();
    }

    private static ObjectNode template() {
        try (InputStream in = LocalRealm.class.getResourceAsStream("realm.json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String roles(String role, List<String> sites) {
        ObjectNode claim = JSON.createObjectNode();
        sites.forEach(claim.putArray(role)::add);
        return claim.toString();
    }

    private static void user(ArrayNode users, String name, String roles) {
        ObjectNode user = users.addObject();
        user.put("username", name).put("enabled", true);
        // Without these Keycloak asks for them at the first sign-in.
        user.put("email", name + "@staff.test").put("emailVerified", true);
        user.put("firstName", name).put("lastName", "(sample)");
        user.putObject("attributes").putArray(ROLES).add(roles);
        user.putArray("credentials").addObject().put("type", "password").put("value", name);
    }

    private static void client(ArrayNode clients, String id, String secret) {
        ObjectNode client = clients.addObject();
        client.put("clientId", id).put("name", "Assent: " + id).put("secret", secret);
        client.put("protocol", "openid-connect").put("publicClient", false);
        client.put("standardFlowEnabled", true);
        client.put("implicitFlowEnabled", false);
        client.put("serviceAccountsEnabled", false);
        // Tests and scripts sign in without a browser.
        client.put("directAccessGrantsEnabled", true);
        // The services' ports may be moved.
        client.putArray("redirectUris").add("http://localhost:*").add("http://127.0.0.1:*");
        client.putObject("attributes").put("post.logout.redirect.uris", "+");
        scopes(client);
        ArrayNode mappers = client.putArray("protocolMappers");
        audience(mappers, id);
        mapper(mappers, ROLES, "oidc-usermodel-attribute-mapper")
                .put("user.attribute", ROLES)
                .put("claim.name", ROLES)
                .put("jsonType.label", "JSON")
                .put("id.token.claim", "true")
                .put("access.token.claim", "true")
                .put("userinfo.token.claim", "true");
    }

    /** A site's back end: it signs in by itself, and nobody signs in through it. */
    private static void machine(ArrayNode clients, String site) {
        String id = "site-" + site;
        ObjectNode client = clients.addObject();
        client.put("clientId", id).put("name", "Back end of " + site).put("secret", id);
        client.put("protocol", "openid-connect").put("publicClient", false);
        client.put("standardFlowEnabled", false);
        client.put("implicitFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("serviceAccountsEnabled", true);
        scopes(client);
        client.putArray("optionalClientScopes").add(CHOICES_WRITE);
        ArrayNode mappers = client.putArray("protocolMappers");
        audience(mappers, "consent-api");
        mapper(mappers, SITES, "oidc-hardcoded-claim-mapper")
                .put("claim.name", SITES)
                .put("claim.value", JSON.createArrayNode().add(site).toString())
                .put("jsonType.label", "JSON")
                .put("id.token.claim", "false")
                .put("access.token.claim", "true");
    }

    private static void scopes(ObjectNode client) {
        client.putArray("defaultClientScopes").add("basic").add("profile");
    }

    private static void audience(ArrayNode mappers, String service) {
        mapper(mappers, "audience", "oidc-audience-mapper")
                .put("included.custom.audience", service)
                .put("id.token.claim", "false")
                .put("access.token.claim", "true");
    }

    private static ObjectNode mapper(ArrayNode mappers, String name, String type) {
        ObjectNode mapper = mappers.addObject();
        mapper.put("name", name).put("protocol", "openid-connect").put("protocolMapper", type);
        return mapper.putObject("config");
    }
}
