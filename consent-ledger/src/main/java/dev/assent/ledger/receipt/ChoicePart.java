package dev.assent.ledger.receipt;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A choice as the page shows it; public only for the template.
 *
 * @param purposes the answer for each purpose
 * @param namesNote where the names come from, if not from the notice that was shown; null if they do
 * @param vendors the answer for each recipient; empty where the site offers none to choose
 * @param facts everything else that the record says
 */
@TemplateData
public record ChoicePart(List<Row> purposes, @Nullable String namesNote, List<Row> vendors, List<Fact> facts) {

    /**
     * One answer.
     *
     * @param id the purpose or vendor
     * @param name as the site calls it
     * @param language BCP 47 tag of name and description
     * @param description what it is, in plain words; may be empty
     * @param answer as it stands in the record
     * @param said the same in words
     * @param tone {@code good}, {@code warn} or {@code plain}
     */
    @TemplateData
    public record Row(
            String id, String name, String language, String description, String answer, String said, String tone) {}

    /**
     * One fact.
     *
     * @param name what it is
     * @param shown as people read it
     * @param code whether it is only for copying and comparing
     * @param member the member of the record that says it; null where none does
     * @param value the member as it stands in the record
     */
    @TemplateData
    public record Fact(
            String name,
            String shown,
            boolean code,
            @Nullable String member,
            @Nullable String value) {}
}
