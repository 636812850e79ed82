package org.hermescdc.core.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.template.Template;
import org.junit.jupiter.api.Test;

class DatamodelTest {

    private static final Template FULL_NAME = FakeTemplate.of(Set.of("first", "last"), c -> "");

    private final Datamodel datamodel = datamodel(
            type("Users", "SRVUsers", Map.of("login", FakeTemplate.plain("uid"), "cn", FULL_NAME)),
            type("Groups", "SRVGroups", Map.of("name", FakeTemplate.plain("name"))),
            type("Boxes", "SRVUsers", Map.of("password", FakeTemplate.plain("password"))));

    @Test
    void findsTheTypesMadeFromARemoteOneInDeclarationOrder() {
        assertThat(datamodel.madeFrom("SRVUsers")).extracting(LocalType::name).containsExactly("Users", "Boxes");
        assertThat(datamodel.madeFrom("Unmapped")).isEmpty();
    }

    @Test
    void takesWhatASecretFeedsAsSecret() {
        DataSchema schema = schema(Map.of("SRVUsers", dataType(List.of("uid", "password"), "password", "last")));

        assertThat(datamodel.secrets(datamodel.types().get("Users"), schema)).containsExactly("cn");
        assertThat(datamodel.secrets(datamodel.types().get("Boxes"), schema)).containsExactly("password");
        assertThat(datamodel.secrets(datamodel.types().get("Groups"), schema)).isEmpty();
    }

    @Test
    void warnsOfTypesAndAttributesThatTheServerDoesNotKnow() {
        DatamodelWarnings warnings = DatamodelWarnings.of(
                datamodel, schema(Map.of("SRVUsers", dataType(List.of("uid", "first"), "password"))));

        assertThat(warnings.toTree())
                .isEqualTo(Map.of(
                        "warning",
                        Map.of(
                                "unknownRemoteTypes",
                                List.of("SRVGroups"),
                                "unknownRemoteAttributes",
                                Map.of("SRVUsers", List.of("last")))));
    }

    @Test
    void hasAnEmptyFormWithoutWarnings() {
        assertThat(DatamodelWarnings.of(Datamodel.EMPTY, DataSchema.EMPTY).toTree())
                .isEmpty();
    }

    private static DataSchema schema(Map<String, DataSchema.DataType> types) {
        return new DataSchema(types);
    }

    private static DataSchema.DataType dataType(List<String> attributes, String... secrets) {
        return new DataSchema.DataType(attributes, List.of(secrets), List.of("uid"), Map.of());
    }

    private static LocalType type(String name, String remote, Map<String, Template> attributes) {
        return new LocalType(name, remote, Optional.empty(), attributes);
    }

    private static Datamodel datamodel(LocalType... types) {
        Map<String, LocalType> byName = new LinkedHashMap<>();
        for (LocalType type : types) {
            byName.put(type.name(), type);
        }
        return new Datamodel(byName);
    }
}
