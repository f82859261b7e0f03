package dev.assent.events;

/** An event that is one site's. */
public sealed interface SiteEvent extends Event
        permits LogEvent, SitePublished, SubjectRequestIssued, SubjectRequestAnswered, ConfirmationAsked {

    /** The site's id: lower-case letters, digits and hyphens; empty for what is a log's own. */
    String site();
}
