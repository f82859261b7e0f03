package dev.assent.registry.site;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A supervisory authority to which visitors may complain.
 *
 * @param name as it calls itself
 * @param country ISO 3166-1 alpha-2
 * @param url its site
 * @param tasks BCP 47 tag to what it supervises, where that needs saying
 * @param source who says so
 */
public record Authority(
        String name, String country, String url, @Nullable Map<String, String> tasks, Source source) {}
