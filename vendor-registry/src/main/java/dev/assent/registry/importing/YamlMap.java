package dev.assent.registry.importing;

import dev.assent.registry.importing.SiteFileException.Fault;
import dev.assent.registry.site.Term;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One mapping of a YAML file, read key by key. Faults are collected with path and line, so that a person mends a file in
 * one go; keys that nobody asked for are faults as well. Scalars are taken as they are written: {@code NO} is Norway.
 */
final class YamlMap {

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Node node;
    private final String path;
    private final List<Fault> faults;

    YamlMap(@Nullable Node node, String path, Node parent, List<Fault> faults) {
        this.node = node == null ? parent : node;
        this.path = path;
        this.faults = faults;
        if (!(node instanceof MappingNode mapping)) {
            fault(this.node, path, "must be a mapping of keys to values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            keys.put(key, tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                fault(tuple.getKeyNode(), at(key), "this key stands here twice");
            }
        }
    }

    /** A text that must be there and not be blank. */
    String text(String key) {
        String text = optionalText(key);
        if (text == null) {
            fault(node, at(key), "is missing");
            return "";
        }
        return text;
    }

    @Nullable
    String optionalText(String key) {
        Node value = value(key);
        return value == null ? null : scalar(value, at(key));
    }

    /** A text in a form of its own; {@code parse} throws {@link RuntimeException} for any other form. */
    <T> @Nullable T optional(String key, String expected, Function<String, ? extends T> parse) {
        Node value = value(key);
        String text = value == null ? null : scalar(value, at(key));
        if (value == null || text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            fault(value, at(key), "must be " + expected + ", not \"" + text + "\"");
            return null;
        }
    }

    <T> T required(String key, String expected, Function<String, T> parse, T otherwise) {
        if (value(key) == null) {
            fault(node, at(key), "is missing; it is " + expected);
            return otherwise;
        }
        T value = optional(key, expected, parse);
        return value == null ? otherwise : value;
    }

    <E extends Enum<E> & Term> E term(String key, Class<E> type, E otherwise) {
        return required(key, oneOf(type), text -> constant(type, text), otherwise);
    }

    <E extends Enum<E> & Term> @Nullable E optionalTerm(String key, Class<E> type) {
        return optional(key, oneOf(type), text -> constant(type, text));
    }

    /** A list of terms; empty where the key is missing. */
    <E extends Enum<E> & Term> List<E> terms(String key, Class<E> type) {
        return words(key, oneOf(type), text -> constant(type, text));
    }

    private static <E extends Enum<E> & Term> String oneOf(Class<E> type) {
        return "one of "
                + Arrays.stream(type.getEnumConstants()).map(Term::word).collect(Collectors.joining(", "));
    }

    private static <E extends Enum<E> & Term> E constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    boolean flag(String key, boolean otherwise) {
        Boolean flag = optional(key, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
        return flag == null ? otherwise : flag;
    }

    /** A list of words in a form of their own; empty where the key is missing. */
    <T> List<T> words(String key, String expected, Function<String, T> parse) {
        List<T> words = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            String itemPath = at(key) + "[" + i + "]";
            String text = scalar(items.get(i), itemPath);
            if (text != null) {
                try {
                    words.add(parse.apply(text));
                } catch (RuntimeException e) {
                    fault(items.get(i), itemPath, "must be " + expected + ", not \"" + text + "\"");
                }
            }
        }
        return List.copyOf(words);
    }

    /** A list of mappings; empty where the key is missing. */
    <T> List<T> list(String key, Function<YamlMap, T> read) {
        List<T> list = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            YamlMap item = new YamlMap(items.get(i), at(key) + "[" + i + "]", node, faults);
            list.add(read.apply(item));
            item.finish();
        }
        return List.copyOf(list);
    }

    <T> T map(String key, Function<YamlMap, T> read) {
        YamlMap inner = new YamlMap(value(key), at(key), node, faults);
        T value = read.apply(inner);
        inner.finish();
        return value;
    }

    <T> @Nullable T optionalMap(String key, Function<YamlMap, T> read) {
        return value(key) == null ? null : map(key, read);
    }

    /** A mapping of free keys to texts, such as languages to sentences. */
    Map<String, String> texts(Set<String> allowedKeys) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : values.entrySet()) {
            if (allowedKeys.contains(entry.getKey())) {
                known.add(entry.getKey());
                String text = scalar(entry.getValue(), at(entry.getKey()));
                if (text != null) {
                    texts.put(entry.getKey(), text);
                }
            }
        }
        known.addAll(allowedKeys);
        return texts;
    }

    /** Every key of this mapping, in the file's order. */
    Set<String> keySet() {
        return values.keySet();
    }

    /** Adds a fault about one of this mapping's keys. */
    void fault(String key, String message) {
        Node value = values.get(key);
        fault(value == null ? node : value, at(key), message);
    }

    /** Must be called last: what has not been read by now is a key that the format does not know. */
    void finish() {
        keys.forEach((key, keyNode) -> {
            if (!known.contains(key)) {
                fault(keyNode, at(key), "this key is not known here" + suggestion(key));
            }
        });
    }

    private String suggestion(String key) {
        return Spelling.nearest(key, known)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; the keys here are " + String.join(", ", known));
    }

    private @Nullable Node value(String key) {
        known.add(key);
        Node value = values.get(key);
        return value instanceof ScalarNode && value.getTag().equals(Tag.NULL) ? null : value;
    }

    private List<Node> items(String key) {
        Node value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        fault(value, at(key), "must be a list");
        return List.of();
    }

    private @Nullable String scalar(Node value, String where) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        fault(value, where, value instanceof ScalarNode ? "is empty" : "must be a text, not a list or a mapping");
        return null;
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void fault(Node where, String faultPath, String message) {
        faults.add(new Fault(
                faultPath,
                where.getStartMark().getLine() + 1,
                where.getStartMark().getColumn() + 1,
                message));
    }
}
