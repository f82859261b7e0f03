package dev.assent.api.intake;

import dev.assent.api.PlatformConfig;
import dev.assent.events.ChoiceRecorded;
import dev.assent.events.Subject;
import jakarta.inject.Singleton;

import java.util.Arrays;
import java.util.Base64;

/** Where the receipt of a choice will be: its last part is a key of 128 bits, the first half of the salt. */
@Singleton
public class ReceiptAddress {

    private static final int KEY_BYTES = 16;

    private final String base;
    private final int generation;
    private final int partitions;

    ReceiptAddress(PlatformConfig config) {
        this.base = config.ledgerUrl() + "/v1/receipts/";
        this.generation = config.generation();
        this.partitions = config.partitions();
    }

    /** The address at which the choice's receipt will be. */
    public String of(ChoiceRecorded choice) {
        int log = new Subject(choice.site(), choice.subject()).partition(partitions);
        byte[] salt = Base64.getUrlDecoder().decode(choice.salt());
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(salt, KEY_BYTES));
        return base + generation + '-' + log + '/' + choice.eventId() + '/' + key;
    }
}
