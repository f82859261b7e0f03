package dev.assent.api.http;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

import java.util.Map;

/**
 * As many event loops as processors, where nothing else is set: nothing ever waits on one, and each of twice as many, which
 * is the framework's default, finds less to do whenever it wakes.
 */
public final class OneLoopPerProcessor implements SmallRyeConfigBuilderCustomizer {

    /** Below everything that somebody has set. */
    private static final int ORDINAL = 50;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        String processors = Integer.toString(Runtime.getRuntime().availableProcessors());
        builder.withSources(new PropertiesConfigSource(
                Map.of("quarkus.vertx.event-loops-pool-size", processors), "processors", ORDINAL));
    }
}
