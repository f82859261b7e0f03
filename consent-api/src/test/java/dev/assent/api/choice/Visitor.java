package dev.assent.api.choice;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assent.api.TestSites;
import dev.assent.api.client.Agent;
import dev.assent.api.client.Caller;
import dev.assent.api.client.Network;
import dev.assent.api.client.TraceContext;
import dev.assent.api.identity.Identity;
import dev.assent.api.intake.ProducerRun;
import dev.assent.api.site.PublishedSite;
import dev.assent.api.site.SitesOfTests;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.MailAddress;
import dev.assent.events.Subject;
import dev.assent.events.SubjectKey;
import dev.assent.foundation.problem.Problem;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Somebody who makes a choice, held against the rules.
 *
 * @param site where
 * @param version under which version
 * @param surface on which surface
 * @param method by which means
 * @param address whether the choice is the owner's of an e-mail address, and no browser's
 * @param gpc whether the browser sends the signal
 * @param country whence, as a proxy says
 */
record Visitor(
        PublishedSite site,
        int version,
        String surface,
        String method,
        boolean address,
        boolean gpc,
        @Nullable String country) {

    static final Instant NOW = Instant.parse("2026-11-22T17:00:00.123456Z");

    private static final String ID = "019a0000-0000-7000-8000-00000000000a";
    private static final String SALT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    /** On the banner of a site that has purposes and no more; version 3 is its newest. */
    static Visitor ofSmartsupp() {
        return new Visitor(SitesOfTests.smartsupp(), 3, "banner", "click", false, false, null);
    }

    /** On the banner of a site that has everything; version 2 is its newest. */
    static Visitor ofOnesmartech() {
        return new Visitor(SitesOfTests.onesmartech(), 2, "banner", "click", false, false, null);
    }

    Visitor under(int version) {
        return new Visitor(site, version, surface, method, address, gpc, country);
    }

    Visitor on(String surface) {
        return new Visitor(site, version, surface, method, address, gpc, country);
    }

    Visitor by(String method) {
        return new Visitor(site, version, surface, method, address, gpc, country);
    }

    /** The choice is made in a form, for an e-mail address. */
    Visitor inAForm() {
        return new Visitor(site, version, "form", method, true, gpc, country);
    }

    Visitor withGpc() {
        return new Visitor(site, version, surface, method, address, true, country);
    }

    Visitor from(@Nullable String country) {
        return new Visitor(site, version, surface, method, address, gpc, country);
    }

    /** What is recorded of these members, which stand beside the usual ones. */
    ChoiceRecorded choose(String members) throws JsonProcessingException {
        ChoiceRequest request = request(members);
        Caller caller = new Caller(Network.UNKNOWN, Agent.FIREFOX, false, gpc, country, new TraceContext("00-…", null));
        return new ChoiceRules(Clock.fixed(NOW, ZoneOffset.UTC), new ProducerRun())
                .record(
                        site,
                        address ? owner() : Subjects.of(site, request),
                        request,
                        caller,
                        new Identity(ID, SALT, false));
    }

    /** The status and type of the problem that these members are. */
    String refusal(String members) {
        Problem problem = catchThrowableOfType(Problem.class, () -> choose(members));
        return problem.getStatusCode() + " " + String.valueOf(problem.getType()).replace("urn:assent:problem:", "");
    }

    ChoiceRequest request(String members) throws JsonProcessingException {
        return ChoiceRequest.read(
                """
                {"subjectSecret": "%s", "noticeVersion": %d, "language": "fr", "surface": "%s", "method": "%s"%s}
                """.formatted(TestSites.SECRET, version, surface, method, members.isEmpty() ? "" : ", " + members)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Who owner() {
        byte[] key = new SubjectKey(1, new byte[SubjectKey.LEAST_BYTES]).ofSite(site.id());
        MailAddress owner = MailAddress.of("jana@example.test").orElseThrow();
        return new Who.Address(Subject.ofAddress(site.id(), key, owner), 1);
    }
}
