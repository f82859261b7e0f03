package dev.assent.notifier.webhook;

import dev.assent.notifier.webhook.Destination.RefusedException;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one message to a site's system. Follows no redirect, and reads nothing of the answer but its status. */
@ApplicationScoped
class Sender {

    /**
     * How a try ended.
     *
     * @param delivered whether the site's system has it
     * @param outcome the status, or a word for why there was none
     */
    record Result(boolean delivered, String outcome) {}

    private final WebhookConfig config;
    private final Signer signer;
    private final Clock clock;
    private final HttpClient client;
    private final List<Range> allowed;

    Sender(WebhookConfig config, Signer signer, Clock clock, Vertx vertx) {
        this.config = config;
        this.signer = signer;
        this.clock = clock;
        this.allowed = config.allowedAddresses().orElse(List.of()).stream()
                .map(Range::parse)
                .toList();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis())));
    }

    Result send(Delivery delivery) {
        long now = clock.instant().getEpochSecond();
        Optional<String> signature = signer.sign(delivery.site(), delivery.id().toString(), now, delivery.body());
        if (signature.isEmpty()) {
            return new Result(false, "no-secret");
        }
        Destination to;
        try {
            to = Destination.of(delivery.url(), config.plainHttpToLoopback(), allowed);
        } catch (RefusedException e) {
            return new Result(false, String.valueOf(e.getMessage()));
        }
        try {
            int status = post(delivery, to, now, signature.get())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Result(status >= 200 && status < 300, Integer.toString(status));
        } catch (TimeoutException e) {
            return new Result(false, "timed-out");
        } catch (ExecutionException e) {
            return new Result(false, e.getCause() instanceof TimeoutException ? "timed-out" : "no-answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(false, "interrupted");
        }
    }

    private Future<Integer> post(Delivery delivery, Destination to, long now, String signature) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(to.address()))
                .setHost(to.host())
                .setPort(to.address().getPort())
                .setSsl(to.tls())
                .setURI(to.path())
                .setFollowRedirects(false)
                .setTimeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Assent")
                .putHeader("webhook-id", delivery.id().toString())
                .putHeader("webhook-timestamp", Long.toString(now))
                .putHeader("webhook-signature", signature);
        return client.request(request)
                .compose(open -> open.send(Buffer.buffer(delivery.body())).map(answer -> {
                    int status = answer.statusCode();
                    // What else the answer says is nobody's business here, however long it is.
                    open.connection().close();
                    return status;
                }));
    }

    void stop(@Observes ShutdownEvent event) {
        client.close();
    }
}
