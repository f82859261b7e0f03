package dev.assent.foundation.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import java.util.List;
import java.util.stream.Collectors;

/** A body that is not the JSON that was expected: says where, and never repeats what was sent. */
class JsonProblems {

    private static final String SLUG = "malformed-request";
    private static final String TITLE = "The request cannot be read";

    /** The framework has a mapper of its own for {@link InvalidFormatException}, which repeats the value. */
    @ServerExceptionMapper(
            value = {MismatchedInputException.class, InvalidFormatException.class},
            priority = 1)
    Response mismatched(MismatchedInputException e) {
        String what = e instanceof UnrecognizedPropertyException unknown
                ? "There is no member '" + printable(unknown.getPropertyName()) + "'."
                : "A value has the wrong form.";
        return malformed(what + " At: " + path(e.getPath()) + ".");
    }

    @ServerExceptionMapper(priority = 1)
    Response notJson(JsonProcessingException e) {
        return malformed("The body is not well-formed JSON"
                + (e.getLocation() == null
                        ? "."
                        : " (line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ")."));
    }

    private static Response malformed(String detail) {
        return new Problem(400, SLUG, TITLE, detail).toResponse();
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.isEmpty()
                ? "the whole body"
                : path.stream()
                        .map(step -> step.getFieldName() == null
                                ? "[" + step.getIndex() + "]"
                                : printable(step.getFieldName()))
                        .collect(Collectors.joining("."));
    }

    private static String printable(String name) {
        String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        return shown.replaceAll("[^\\p{Alnum}_\\-.…]", "?");
    }
}
