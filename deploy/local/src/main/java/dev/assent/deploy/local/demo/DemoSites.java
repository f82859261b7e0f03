package dev.assent.deploy.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demonstration's web server: one page or two for each sample site, an index that says what to click, and the mail
 * page. It is for one machine and one person: it shows any visitor's mailbox to whoever asks.
 */
public final class DemoSites implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DemoSites.class.getName());
    private static final Pattern TAG = Pattern.compile("/tags/([a-z-]{1,40})\\.js");
    private static final int LARGEST_FORM = 12 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Pages pages;
    private final MailDesk mail;
    private final Hooks hooks;
    private final String policy;

    private DemoSites(DemoSettings settings) throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        pages = new Pages(settings);
        mail = new MailDesk(settings.smtpPort(), settings.imapPort());
        hooks = new Hooks(settings.webhookSecrets());
        // Only this server and consent-api: a page that loads anything else is a mistake.
        policy =
                "default-src 'self'; script-src 'self' %1$s; connect-src 'self' %1$s; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
                        .formatted(origin(settings.api()));
    }

    /** Starts it; it answers when this returns. */
    public static DemoSites start(DemoSettings settings) throws IOException {
        DemoSites sites = new DemoSites(settings);
        sites.server.start();
        return sites;
    }

    /** The port on which it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (MailException e) {
                LOG.log(System.Logger.Level.WARNING, "demo mail failed", e);
                answer = pages.notice(502, "The mail server did not take it", "Is the platform's mail server running?");
            } catch (RefusedFormException e) {
                answer = pages.notice(400, "That form cannot be sent", e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "demo page failed", e);
                answer = pages.notice(500, "Something went wrong here", "The log says more.");
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = Form.urlEncoded(exchange.getRequestURI().getRawQuery());
        boolean post = exchange.getRequestMethod().equals("POST");
        Matcher tag = TAG.matcher(path);
        if (tag.matches()) {
            return pages.tag(tag.group(1));
        }
        if (post && Hooks.isOne(path)) {
            return new Answer(hooks.take(exchange), "text/plain", "", null);
        }
        return switch (path) {
            case "/hooks" ->
                post
                        ? pages.missing()
                        : pages.hooks(hooks.messages().stream()
                                .map(message -> Map.<String, Object>of("site", message.site(), "body", message.body()))
                                .toList());
            case "/mail" -> post ? writeToOfficer(form(exchange)) : mailPage(query);
            case "/mail/messages" -> pages.messages(mail.inbox(query.getOrDefault("box", "")));
            case "/smartwatt/sv/contact", "/smartwatt/nb/contact" ->
                post ? contact(path, form(exchange)) : pages.missing();
            default -> post ? pages.missing() : pages.page(path, query);
        };
    }

    private Answer mailPage(Map<String, String> query) {
        String box = query.getOrDefault("box", MailDesk.VISITOR);
        Map<String, Object> data = new LinkedHashMap<>(query);
        data.put("box", box);
        data.put("officers", MailDesk.OFFICERS);
        data.put("messages", mail.inbox(box));
        return pages.mail(data);
    }

    private Answer writeToOfficer(Form form) {
        String from = form.text("from");
        mail.send(from, form.text("to"), form.text("subject"), form.text("text"), form.file("attachment"));
        return Answer.seeOther("/mail?sent=yes&box=" + Form.encoded(from));
    }

    private Answer contact(String path, Form form) {
        String from = form.text("from");
        String subject = path.contains("/sv/") ? "Fråga från kontaktformuläret" : "Spørsmål fra kontaktskjemaet";
        String text = form.text("text") + "\n\n" + form.text("name") + "\n";
        mail.send(from, "dpo@smartwatt.test", subject, text, null);
        return Answer.seeOther(path.replace("/contact", "") + "?sent=yes&box=" + Form.encoded(from) + "#contact");
    }

    private static Form form(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_FORM + 1);
        if (body.length > LARGEST_FORM) {
            throw new RefusedFormException("It is larger than 12 MB.");
        }
        @Nullable String type = exchange.getRequestHeaders().getFirst("Content-Type");
        // Another site's page must not be able to write mail through this one.
        @Nullable String origin = exchange.getRequestHeaders().getFirst("Origin");
        @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
        if (origin != null && !origin.equals("http://" + host)) {
            throw new RefusedFormException("It comes from another site.");
        }
        return Form.parse(type == null ? "" : type, body);
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-cache");
        if (answer.location() != null) {
            headers.set("Location", answer.location());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
