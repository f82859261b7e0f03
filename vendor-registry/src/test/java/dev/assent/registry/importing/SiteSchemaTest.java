package dev.assent.registry.importing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The JSON Schema beside the sample files says what the strict reader takes. */
class SiteSchemaTest {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SiteSchemaTest.class.getResourceAsStream("/sample-sites/site.schema.json"));

    @ParameterizedTest
    @ValueSource(strings = {"smartsupp", "smartwork", "smartwatt", "onesmartech"})
    void everySampleSiteFitsTheSchema(String site) {
        assertThat(SCHEMA.validate(SampleFiles.yaml(site), InputFormat.YAML)).isEmpty();
    }

    @Test
    void aMisspeltKeyDoesNotFit() {
        String misspelt = SampleFiles.yaml("smartwork").replaceFirst("descriptions:", "descriptons:");

        assertThat(SCHEMA.validate(misspelt, InputFormat.YAML)).isNotEmpty();
    }
}
