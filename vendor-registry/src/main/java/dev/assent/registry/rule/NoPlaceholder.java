package dev.assent.registry.rule;

import dev.assent.registry.site.SiteContent;
import dev.assent.registry.text.Variable;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** R06: no unfilled placeholder is published. Never overridden: nobody can mean to publish one. */
final class NoPlaceholder implements PublishRule {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{[^{}]*}|\\[[^\\[\\]]*]|<[^<>]*\\?>|\\bTODO\\b|\\bTBD\\b|\\bXXX+\\b|lorem ipsum|%s",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Stream<Finding> check(SiteContent content) {
        Stream<Finding> sentences = Sentences.of(content).flatMap(words -> words.byLanguage().entrySet().stream()
                .filter(text -> hasPlaceholder(text.getValue()))
                .map(text -> finding(words.where() + "." + text.getKey())));
        Stream<Finding> texts = content.texts().entrySet().stream()
                .flatMap(language -> language.getValue().entrySet().stream()
                        .filter(text -> hasPlaceholder(withoutVariables(text.getValue())))
                        .map(text -> finding("texts." + language.getKey() + "." + text.getKey())));
        Stream<Finding> names = Stream.concat(
                        Stream.of(content.name(), content.controller().name()),
                        content.vendors().stream().map(vendor -> vendor.name()))
                .filter(NoPlaceholder::hasPlaceholder)
                .map(name -> finding("name"));
        return Stream.of(sentences, texts, names).flatMap(findings -> findings);
    }

    private static boolean hasPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    private static String withoutVariables(String text) {
        return Arrays.stream(Variable.values())
                .reduce(text, (rest, variable) -> variable.fill(rest, ""), (first, second) -> second);
    }

    private static Finding finding(String where) {
        return new Finding(
                "R06",
                Severity.ERROR,
                where,
                "This text still holds a placeholder that nobody filled in.",
                "Write what belongs there, or take the sentence out.");
    }
}
