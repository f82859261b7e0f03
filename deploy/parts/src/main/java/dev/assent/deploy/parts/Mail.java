package dev.assent.deploy.parts;

import java.util.List;

/**
 * A message in a mailbox.
 *
 * @param from the sender's address
 * @param recipients the addresses in To
 * @param subject the subject, decoded
 * @param text the first text part, decoded; empty where there is none
 * @param raw the message as it came, each byte a character of ISO 8859-1
 */
public record Mail(String from, List<String> recipients, String subject, String text, String raw) {}
