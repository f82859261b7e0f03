package dev.assent.foundation.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes each operation's {@link AccessRule} into the OpenAPI document, as {@code x-assent-access}. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class AccessInOpenApi implements OASFilter {

    /** The extension's name; its value is {@code everyone}, or the list of roles and of {@code scope:NAME}. */
    public static final String EXTENSION = "x-assent-access";

    private static final String SCOPE = "scope:";

    private final Map<String, Object> accessByOperation = new LinkedHashMap<>();

    /** Collects the rules; operation ids are {@code Class_method}, see the foundation's defaults. */
    public AccessInOpenApi(IndexView index) {
        for (AnnotationInstance rule : index.getAnnotations(AccessRule.class)) {
            if (rule.target().kind() == AnnotationTarget.Kind.METHOD) {
                MethodInfo method = rule.target().asMethod();
                accessByOperation.put(method.declaringClass().simpleName() + "_" + method.name(), describe(rule));
            }
        }
    }

    @Override
    public Operation filterOperation(Operation operation) {
        Object access = accessByOperation.get(operation.getOperationId());
        if (access != null) {
            operation.addExtension(EXTENSION, access);
        }
        return operation;
    }

    private static Object describe(AnnotationInstance rule) {
        AnnotationValue everyone = rule.value("everyone");
        if (everyone != null && everyone.asBoolean()) {
            return "everyone";
        }
        List<String> callers = new ArrayList<>();
        @Nullable AnnotationValue roles = rule.value("roles");
        if (roles != null) {
            Arrays.stream(roles.asEnumArray())
                    .map(role -> Role.valueOf(role).claimName())
                    .forEach(callers::add);
        }
        @Nullable AnnotationValue scope = rule.value("scope");
        if (scope != null && !scope.asString().isEmpty()) {
            callers.add(SCOPE + scope.asString());
        }
        return List.copyOf(callers);
    }
}
