package dev.assent.deploy.local.demo;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages, rendered from the templates beside this class. What is put into them is escaped. */
final class Pages {

    /** Address to template. */
    private static final Map<String, String> PAGES = Map.of(
            "/", "index",
            "/smartsupp/", "smartsupp",
            "/smartsupp/video", "smartsupp-video",
            "/smartwork/", "smartwork-en",
            "/smartwork/sq", "smartwork-sq",
            "/smartwatt/sv", "smartwatt-sv",
            "/smartwatt/nb", "smartwatt-nb",
            "/onesmartech/", "onesmartech");

    private static final Map<String, String> MOVED = Map.of(
            "/smartsupp", "/smartsupp/",
            "/smartwork", "/smartwork/",
            "/smartwork/en", "/smartwork/",
            "/smartwatt", "/smartwatt/sv",
            "/smartwatt/", "/smartwatt/sv",
            "/onesmartech", "/onesmartech/");

    private static final Map<String, String> FILES = Map.of(
            "/demo.css", "text/css; charset=utf-8",
            "/demo.js", "text/javascript; charset=utf-8",
            "/mail.js", "text/javascript; charset=utf-8",
            "/favicon.svg", "image/svg+xml");

    private final Engine engine;
    private final Map<String, Object> platform;

    Pages(DemoSettings settings) {
        engine = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .addLocator(Pages::template)
                .build();
        platform = Map.of(
                "api", base(settings.api().toString()),
                "ledger", base(settings.ledger().toString()),
                "registry", base(settings.registry().toString()),
                "notifier", base(settings.notifier().toString()));
    }

    Answer page(String path, Map<String, String> query) throws IOException {
        String moved = MOVED.get(path);
        if (moved != null) {
            return Answer.seeOther(moved);
        }
        String file = FILES.get(path);
        if (file != null) {
            return Answer.of(file, resource(path.substring(1)));
        }
        String template = PAGES.get(path);
        return template == null ? missing() : Answer.html(200, render(template, new LinkedHashMap<>(query)));
    }

    Answer mail(Map<String, Object> data) {
        return Answer.html(200, render("mail", data));
    }

    Answer hooks(List<Map<String, Object>> messages) {
        return Answer.html(200, render("hooks", Map.of("messages", messages)));
    }

    Answer messages(List<Map<String, Object>> messages) {
        return Answer.html(200, render("messages", Map.of("messages", messages)));
    }

    /** A tag as a third party might serve it; all it does is to show that it ran. */
    Answer tag(String purpose) {
        return Answer.of("text/javascript; charset=utf-8", "assentDemo.ran('%s');\n".formatted(purpose));
    }

    Answer missing() {
        return notice(404, "There is no such page", "The index lists what there is.");
    }

    Answer notice(int status, String title, @Nullable String text) {
        return Answer.html(status, render("notice", Map.of("title", title, "text", text == null ? "" : text)));
    }

    private String render(String template, Map<String, Object> data) {
        Map<String, Object> all = new LinkedHashMap<>(data);
        all.put("platform", platform);
        return engine.getTemplate(template).data(all).render();
    }

    private static Optional<TemplateLocation> template(String id) {
        return Pages.class.getResource(id + ".html") == null ? Optional.empty() : Optional.of(new Resource(id));
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = Pages.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("Missing resource " + name);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String base(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private record Resource(String id) implements TemplateLocation {
        @Override
        public Reader read() {
            try {
                return new StringReader(resource(id + ".html"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
        }
    }
}
