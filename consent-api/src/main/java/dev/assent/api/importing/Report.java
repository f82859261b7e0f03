package dev.assent.api.importing;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.List;

/**
 * What became of an import. Nothing that a line held stands in it.
 *
 * @param source the other tool
 * @param lines how many lines were read, the header not counted
 * @param recorded how many of them Kafka has; those of an earlier import among them change nothing
 * @param refused how many of them are not taken; recorded and refused add up to lines
 * @param refusals the first refused lines
 * @param refusalsNotListed how many further ones there are
 */
@Schema(name = "ImportReport")
record Report(
        String source, long lines, long recorded, long refused, List<RefusedLine> refusals, long refusalsNotListed) {

    /**
     * A line that was not taken.
     *
     * @param line where it begins, from 1; a header is line 1
     * @param reason stable
     * @param member the column or member that is not right; empty where it is the whole line
     * @param detail what to do
     */
    @Schema(name = "RefusedLine")
    record RefusedLine(long line, String reason, String member, String detail) {}
}
