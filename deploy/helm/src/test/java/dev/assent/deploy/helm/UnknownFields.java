package dev.assent.deploy.helm;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keys that Kubernetes does not know. The models keep such keys in {@code additionalProperties}, where a misspelt probe
 * would be dropped by a cluster without a word; this walk finds them and names their path.
 */
final class UnknownFields {

    private static final String MODELS = "io.fabric8.kubernetes.api.model";

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /** Paths such as {@code Deployment/assent-notifier: spec.template.spec.containers[0].livenesProbe}. */
    static List<String> in(Manifests manifests) {
        List<String> all = new ArrayList<>();
        for (HasMetadata object : manifests.objects()) {
            UnknownFields walk = new UnknownFields();
            if (object instanceof GenericKubernetesResource) {
                walk.found.add("(a kind that the models do not know)");
            }
            walk.visit(object, "");
            walk.found.forEach(path -> all.add(Manifests.nameOf(object) + ": " + path));
        }
        return List.copyOf(all);
    }

    private void visit(Object value, String path) {
        switch (value) {
            case null -> {}
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    visit(list.get(i), path + "[" + i + "]");
                }
            }
            case Map<?, ?> map -> map.forEach((key, member) -> visit(member, join(path, key.toString())));
            case Quantity quantity -> checkQuantity(quantity, path);
            default -> {
                if (value.getClass().getName().startsWith(MODELS)) {
                    visitModel(value, path);
                }
            }
        }
    }

    private void visitModel(Object model, String path) {
        additionalProperties(model).keySet().forEach(key -> found.add(join(path, key)));
        for (Class<?> type = model.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("additionalProperties")) {
                    visit(read(field, model), join(path, nameOf(field)));
                }
            }
        }
    }

    private void checkQuantity(Quantity quantity, String path) {
        try {
            quantity.getNumericalAmount();
        } catch (IllegalArgumentException e) {
            found.add(path + " (not a quantity: " + quantity + ")");
        }
    }

    private static Map<String, ?> additionalProperties(Object model) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, ?> unknown = (Map<String, ?>)
                    model.getClass().getMethod("getAdditionalProperties").invoke(model);
            return unknown == null ? Map.of() : unknown;
        } catch (NoSuchMethodException e) {
            return Map.of();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object read(Field field, Object model) {
        try {
            field.setAccessible(true);
            return field.get(model);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(Field field) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? field.getName() : property.value();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
