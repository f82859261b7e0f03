package dev.assent.ledger.receipt;

import dev.assent.foundation.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** The forms in which a receipt is given. */
enum Format {
    /** The receipt as programs check it. */
    JSON("json"),
    /** The same as a consent receipt of ISO/IEC TS 27560 in W3C DPV. */
    JSON_LD("jsonld"),
    /** A page for people, which checks the proof in their browser. */
    HTML("html");

    static final String LD_JSON = "application/ld+json";
    static final String PAGE = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final String parameter;

    Format(String parameter) {
        this.parameter = parameter;
    }

    /**
     * What is asked for: by name, else by the best of the acceptable types. Browsers name a page before anything else;
     * programs that take everything get JSON.
     *
     * @param named the parameter {@code format}, if it is there
     * @param acceptable the types of the Accept header, best first
     */
    static Format of(@Nullable String named, List<MediaType> acceptable) {
        if (named != null) {
            return ofParameter(named);
        }
        return acceptable.stream()
                .map(Format::ofType)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(JSON);
    }

    private static Format ofParameter(String named) {
        for (Format format : values()) {
            if (format.parameter.equals(named)) {
                return format;
            }
        }
        throw new Problem(400, "unknown-format", "There is no such format", "format is one of json, jsonld and html.");
    }

    private static Optional<Format> ofType(MediaType type) {
        return switch (type.getType() + "/" + type.getSubtype()) {
            case "application/ld+json" -> Optional.of(JSON_LD);
            case "text/html", "application/xhtml+xml", "text/*" -> Optional.of(HTML);
            case "application/json", "application/*", "*/*" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
