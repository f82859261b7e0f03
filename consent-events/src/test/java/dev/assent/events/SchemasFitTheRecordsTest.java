package dev.assent.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The schemas and the AsyncAPI document say of each event what its record says. */
class SchemasFitTheRecordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<JsonSubTypes.Type> types() {
        return List.of(Event.class.getAnnotation(JsonSubTypes.class).value());
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaHasTheRecordsMembers(JsonSubTypes.Type type) throws IOException {
        JsonNode schema = schema(type.name());

        assertThat(schema.at("/$id").textValue()).isEqualTo("urn:assent:schema:" + type.name());
        assertThat(schema.at("/properties/type/const").textValue()).isEqualTo(type.name());
        ObjectNode ownMembers = schema.deepCopy();
        ((ObjectNode) ownMembers.get("properties")).remove("type");
        assertFits(ownMembers, schema, type.value(), Set.of("type"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMemberThatTheSchemaRequiresIsMissedByTheCodec(JsonSubTypes.Type type) throws IOException {
        for (JsonNode member : schema(type.name()).get("required")) {
            ObjectNode value = (ObjectNode) JSON.readTree(Samples.bytes(type.name()));
            value.remove(member.textValue());

            assertThatThrownBy(() -> EventCodec.read(JSON.writeValueAsBytes(value)))
                    .as(type.name() + " without " + member.textValue())
                    .isInstanceOf(MalformedEventException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeHasASample(JsonSubTypes.Type type) {
        assertThat(Event.typeOf(Samples.event(type.name()))).isEqualTo(type.name());
    }

    @Test
    void asyncApiNamesEveryTopicAsItIsKeptAndEveryType() throws IOException {
        JsonNode document;
        try (InputStream in = Event.class.getResourceAsStream("asyncapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }

        List<JsonNode> channels = list(document.get("channels"));
        assertThat(channels)
                .extracting(channel -> channel.get("address").textValue())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
        for (Topic topic : Topic.values()) {
            JsonNode kept = channels.stream()
                    .filter(channel -> channel.get("address").textValue().equals(topic.topicName()))
                    .findAny()
                    .orElseThrow()
                    .at("/bindings/kafka/topicConfiguration");
            assertThat(kept.at("/cleanup.policy/0").asText())
                    .isEqualTo(topic.settings().get("cleanup.policy"));
            assertThat(kept.path("retention.ms").asText())
                    .isEqualTo(topic.settings().getOrDefault("retention.ms", ""));
        }
        assertThat(list(document.at("/components/messages")))
                .extracting(message -> message.at("/payload/schema/$ref").asText())
                .containsAll(types().stream()
                        .map(type -> "schema/" + type.name() + ".schema.json")
                        .toList());
        assertReferencesLead(document, document);
    }

    private static void assertReferencesLead(JsonNode node, JsonNode document) {
        JsonNode reference = node.get("$ref");
        if (reference != null && reference.asText().startsWith("#")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        } else if (reference != null) {
            assertThat(Event.class.getResource(reference.asText()))
                    .as(reference.asText())
                    .isNotNull();
        }
        node.forEach(child -> assertReferencesLead(child, document));
    }

    private static void assertFits(JsonNode described, JsonNode schema, Type type, Set<String> besides) {
        JsonNode node = resolve(described, schema);
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            boolean isMap = Map.class.isAssignableFrom(raw);
            assertThat(node.get("type").asText()).isEqualTo(isMap ? "object" : "array");
            assertFits(
                    node.get(isMap ? "additionalProperties" : "items"),
                    schema,
                    generic.getActualTypeArguments()[isMap ? 1 : 0],
                    Set.of());
        } else if (type instanceof Class<?> record && record.isRecord()) {
            assertFitsRecord(node, schema, record, besides);
        } else if (type instanceof Class<?> names && names.isEnum()) {
            assertThat(list(node.get("enum")))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(wireNames(names));
        } else {
            assertThat(node.get("type").asText()).isEqualTo(jsonType(type));
        }
    }

    private static void assertFitsRecord(JsonNode node, JsonNode schema, Class<?> record, Set<String> besides) {
        assertThat(node.get("type").asText()).isEqualTo("object");
        assertThat(node.has("additionalProperties")).as("members may be added").isFalse();
        Set<String> members = new LinkedHashSet<>();
        Set<String> required = new LinkedHashSet<>(besides);
        for (RecordComponent component : record.getRecordComponents()) {
            members.add(component.getName());
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
            assertFits(node.at("/properties/" + component.getName()), schema, component.getGenericType(), Set.of());
        }
        List<String> described = new ArrayList<>();
        node.get("properties").fieldNames().forEachRemaining(described::add);
        assertThat(described).containsExactlyInAnyOrderElementsOf(members);
        assertThat(list(node.get("required")))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(required);
    }

    private static JsonNode resolve(JsonNode node, JsonNode schema) {
        return node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static String jsonType(Type type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        assertThat(type).isIn(String.class, Instant.class, Period.class);
        return "string";
    }

    private static List<String> wireNames(Class<?> names) {
        return Stream.of(names.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> field.getAnnotation(JsonProperty.class).value())
                .toList();
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static JsonNode schema(String type) throws IOException {
        try (InputStream in = Event.class.getResourceAsStream("schema/" + type + ".schema.json")) {
            return JSON.readTree(in);
        }
    }
}
