package dev.assent.ledger.receipt;

import dev.assent.ledger.log.SignedNote;
import io.quarkus.qute.TemplateData;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the program in the page checks, and what it says of each step; public only for the template.
 *
 * @param log the log's name
 * @param index the entry's place
 * @param event the event's bytes, base64; empty once it is erased
 * @param commitment what the log shows of it, base64
 * @param commitmentHex the same in hex
 * @param keys the log's verifier keys, one a line
 * @param file the name of the receipt's file, without its ending
 * @param cosigned which witnesses are said to have signed the receipt's checkpoint; not checked here
 * @param steps what is checked, in order
 * @param limits what no proof can show
 */
@TemplateData
public record ProofPart(
        String log,
        long index,
        String event,
        String commitment,
        String commitmentHex,
        String keys,
        String file,
        String cosigned,
        List<Step> steps,
        List<String> limits) {

    private static final int LIMITS = 7;
    /** The steps that need the event itself come first. */
    private static final List<String> OF_THE_EVENT = List.of("page", "commitment");

    private static final List<String> OF_THE_LOG = List.of("place", "root", "signature");

    /**
     * A step.
     *
     * @param name by which the program knows it
     * @param text what must hold
     * @param failure what it means if it does not
     */
    @TemplateData
    public record Step(String name, String text, String failure) {}

    static ProofPart of(Receipt receipt, String keys, Words words) {
        byte[] event = receipt.event();
        Stream<String> steps =
                event == null ? OF_THE_LOG.stream() : Stream.concat(OF_THE_EVENT.stream(), OF_THE_LOG.stream());
        Base64.Encoder base64 = Base64.getEncoder();
        return new ProofPart(
                receipt.log(),
                receipt.index(),
                event == null ? "" : base64.encodeToString(event),
                base64.encodeToString(receipt.commitment()),
                HexFormat.of().formatHex(receipt.commitment()),
                keys.strip(),
                "receipt-" + receipt.log() + "-" + receipt.index(),
                cosigned(receipt, words),
                steps.map(name -> step(name, words)).toList(),
                IntStream.rangeClosed(1, LIMITS)
                        .mapToObj(number -> words.text("limits." + number))
                        .toList());
    }

    /** The page has no witness's key, so it names whose signature is there and leaves the check to the verifier. */
    private static String cosigned(Receipt receipt, Words words) {
        List<String> witnesses = SignedNote.parse(receipt.checkpoint())
                .map(SignedNote::claimedCosigners)
                .orElse(List.of());
        return witnesses.isEmpty()
                ? words.text("cosigned.none")
                : words.text("cosigned.by", Map.of("witnesses", String.join(", ", witnesses)));
    }

    private static Step step(String name, Words words) {
        return new Step(name, words.text("step." + name), words.text("step." + name + ".fails"));
    }
}
