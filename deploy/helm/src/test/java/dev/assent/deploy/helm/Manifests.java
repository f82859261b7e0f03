package dev.assent.deploy.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rendered documents as Kubernetes' own types. YAML 1.1, as the API server reads it; a key that stands twice, a number
 * where a text belongs, and a text where a number belongs are errors.
 *
 * @param objects in the order in which Helm wrote them
 */
record Manifests(List<HasMetadata> objects) {

    private static final JsonMapper MAPPER = mapper();
    private static final KubernetesSerialization TYPES = new KubernetesSerialization(MAPPER, true);

    static Manifests parse(String rendered) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<HasMetadata> objects = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(rendered)) {
            if (document != null) {
                HasMetadata object = TYPES.convertValue(document, HasMetadata.class);
                requireNoTextForNumbers(
                        MAPPER.valueToTree(document), MAPPER.valueToTree(object), nameOf(object) + ": ");
                objects.add(object);
            }
        }
        return new Manifests(List.copyOf(objects));
    }

    <T extends HasMetadata> List<T> of(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> type, String name) {
        List<T> found = of(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName() + " " + name);
        }
        return found.getFirst();
    }

    /** Kind and name of every object. */
    Stream<String> names() {
        return objects.stream().map(Manifests::nameOf);
    }

    static String nameOf(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    /** The models read "8080" as a number, a cluster does not. */
    private static void requireNoTextForNumbers(JsonNode written, JsonNode read, String path) {
        if (written.isTextual() && (read.isNumber() || read.isBoolean())) {
            throw new IllegalArgumentException(path + " is a text, and must not be: " + written);
        }
        written.properties()
                .forEach(member -> requireNoTextForNumbers(
                        member.getValue(),
                        read.path(member.getKey()),
                        path.endsWith(" ") ? path + member.getKey() : path + "." + member.getKey()));
        if (written.isArray()) {
            for (int i = 0; i < written.size(); i++) {
                requireNoTextForNumbers(written.get(i), read.path(i), path + "[" + i + "]");
            }
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(
                                CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
