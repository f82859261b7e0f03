package dev.assent.api.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.assent.api.client.Network;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has sent how much to this replica. Bounded memory, no lock, and nothing that is asked of anyone else. */
@Singleton
public class Limits {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Policy client;
    private final Policy site;
    private final TimeMeter time;
    private final int automatedQuota;
    private final long automatedWindow;
    private final LoadingCache<Network, Visits> networks;
    private final LoadingCache<Network, Bucket> forms;
    private final Map<String, Bucket> sites = new ConcurrentHashMap<>();

    @Inject
    Limits(LimitConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    Limits(LimitConfig config, TimeMeter time) {
        this.time = time;
        this.client =
                new Policy("client", config.client().quota(), config.client().window(), time);
        this.site = new Policy("site", config.site().quota(), config.site().window(), time);
        this.automatedQuota = config.automated().quota();
        this.automatedWindow = config.automated().window().toNanos();
        this.networks = Caffeine.newBuilder()
                .maximumSize(config.networks())
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(_ -> new Visits(client.bucket(), new Pace()));
        Policy form = new Policy("form", config.form().quota(), config.form().window(), time);
        this.forms = Caffeine.newBuilder()
                .maximumSize(config.networks())
                .expireAfterAccess(config.form().window())
                .build(_ -> form.bucket());
    }

    private record Visits(Bucket bucket, Pace pace) {}

    /**
     * What is thought of a request of a network.
     *
     * @param verdict what the limit says
     * @param automated whether more came from there than people send
     */
    public record Visit(Verdict verdict, boolean automated) {}

    /** All policies, as {@code RateLimit-Policy} writes them. */
    public String policies() {
        return client.item() + ", " + site.item();
    }

    /** Counts a request of a network. */
    public Visit visit(Network network) {
        Visits visits = networks.get(network);
        long window = Math.floorDiv(time.currentTimeNanos(), automatedWindow);
        boolean automated = visits.pace().count(window) > automatedQuota;
        return new Visit(Policy.take(visits.bucket()), automated);
    }

    /** Counts a form of a network whose answer has somebody asked by mail. */
    public Verdict form(Network network) {
        return Policy.take(forms.get(network));
    }

    /** Counts a request to a site, which is published: nobody can fill the memory with sites that are not. */
    public Verdict site(String id) {
        Bucket bucket = sites.get(id);
        return Policy.take(bucket != null ? bucket : sites.computeIfAbsent(id, _ -> site.bucket()));
    }

    /** How many networks are remembered now. */
    long remembered() {
        networks.cleanUp();
        return networks.estimatedSize();
    }
}
