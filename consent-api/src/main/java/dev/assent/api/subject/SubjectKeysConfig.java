package dev.assent.api.subject;

import io.smallrye.config.ConfigMapping;

import java.util.Map;
import java.util.OptionalInt;

/** The secrets that subjects of e-mail addresses and accounts are made with; every replica has the same. */
@ConfigMapping(prefix = "assent.subject-keys")
interface SubjectKeysConfig {

    /** The version that makes new subjects. */
    OptionalInt current();

    /** Version to secret, 32 random bytes or more in base64. A version, once used, is kept, and never used again. */
    Map<Integer, String> key();
}
