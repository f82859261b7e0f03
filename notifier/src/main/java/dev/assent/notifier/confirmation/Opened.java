package dev.assent.notifier.confirmation;

import java.util.List;

/**
 * What was sealed.
 *
 * @param address whom to ask; it goes to the mail server, and nowhere else
 * @param link where they confirm; whoever has it can confirm
 * @param purposes the ids of what is asked for
 */
record Opened(String address, String link, List<String> purposes) {

    /** Shows nothing. */
    @Override
    public String toString() {
        return "Opened[…]";
    }
}
