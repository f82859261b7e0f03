package dev.assent.ledger.log;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NoteSignerTest {

    /** The key, text and signature that Go's sumdb/note documents as its example. */
    private static final String NAME = "PeterNeumann";

    private static final byte[] SEED =
            Arrays.copyOfRange(Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"), 1, 33);
    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    private static final String NOTE = TEXT + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1"
            + "FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private final NoteSigner signer = new NoteSigner(SEED);

    @Test
    void aNoteIsWhatOthersSign() {
        assertThat(signer.sign(NAME, TEXT)).isEqualTo(NOTE);
    }

    @Test
    void theVerifierKeyIsWhatOthersWrite() {
        assertThat(signer.key(NAME).text())
                .isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    @Test
    void aShortSeedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteSigner(new byte[16]));
    }
}
