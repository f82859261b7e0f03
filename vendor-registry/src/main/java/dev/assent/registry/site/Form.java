package dev.assent.registry.site;

/**
 * How a form of the site asks for a purpose: by e-mail address, not by browser.
 *
 * @param doubleOptIn whether the choice is pending until the owner of the address confirms it
 */
public record Form(boolean doubleOptIn) {}
