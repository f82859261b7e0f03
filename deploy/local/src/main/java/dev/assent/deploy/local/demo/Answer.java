package dev.assent.deploy.local.demo;

import org.jspecify.annotations.Nullable;

/** What goes back to the browser; all of it is text. */
record Answer(
        int status, String type, String body, @Nullable String location) {

    static Answer html(int status, String html) {
        return new Answer(status, "text/html; charset=utf-8", html, null);
    }

    static Answer of(String type, String body) {
        return new Answer(200, type, body, null);
    }

    static Answer seeOther(String location) {
        return new Answer(303, "text/plain", "", location);
    }
}
