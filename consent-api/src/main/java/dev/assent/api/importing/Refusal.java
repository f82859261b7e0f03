package dev.assent.api.importing;

/** Why a line is not taken. It is a value: ordinary, and without a trace. Nothing of the line's content stands in it. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String member;
    private final String detail;

    /**
     * A refusal.
     *
     * @param reason stable, in the form of a problem's type
     * @param member the column or member
     * @param detail what to do
     */
    Refusal(String reason, String member, String detail) {
        super(reason, null, false, false);
        this.reason = reason;
        this.member = member;
        this.detail = detail;
    }

    String reason() {
        return reason;
    }

    String member() {
        return member;
    }

    String detail() {
        return detail;
    }
}
