package dev.assent.ledger.consent;

import dev.assent.foundation.origin.PageAddresses;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/** What the pages of a site may call here: their visitor's own state. */
@ApplicationScoped
class SharedWithPages implements PageAddresses {

    @Override
    public List<PageAddress> all() {
        return List.of(new PageAddress("consent", HttpMethod.GET, ConsentResource.SUBJECT_HEADER, ""));
    }
}
