package dev.assent.foundation.header;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

import java.util.Map;

/** Headers of every answer. */
@ConfigMapping(prefix = "assent.headers")
public interface HeadersConfig {

    /** Name to value; a resource may set another value of its own. */
    @WithParentName
    Map<String, String> values();
}
