package org.hermescdc.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;
import org.junit.jupiter.api.Test;

class SchemaChangeTest {

    private static final DataType PLAIN = type(List.of("id", "login", "pw"), List.of(), List.of("id"));

    @Test
    void removesTypesInReverseOrderOfTheOldSchema() {
        SchemaChange change = SchemaChange.between(schema("Users", "Groups", "Members"), schema("Users"));

        assertThat(change.removedTypes()).containsExactly("Members", "Groups");
        assertThat(change.tells()).isTrue();
    }

    @Test
    void tellsNothingWhenOnlyTheOrderOfTypesChanged() {
        SchemaChange change = SchemaChange.between(schema("Users", "Groups"), schema("Groups", "Users"));

        assertThat(change).isEqualTo(new SchemaChange(List.of(), Map.of(), Map.of(), false));
    }

    @Test
    void purgesOnlyWhatBecameSecret() {
        DataSchema before =
                new DataSchema(Map.of("Users", type(List.of("id", "pin", "pw"), List.of("pin"), List.of("id"))));
        DataSchema after =
                new DataSchema(Map.of("Users", type(List.of("id", "pin", "pw"), List.of("pin", "pw"), List.of("id"))));

        assertThat(SchemaChange.between(before, after).newSecrets()).isEqualTo(Map.of("Users", Set.of("pw")));
        assertThat(SchemaChange.between(after, before).newSecrets()).isEmpty();
    }

    @Test
    void keysAnewWhereThePrimaryKeyChanged() {
        DataSchema before = new DataSchema(Map.of("Users", PLAIN));
        DataSchema after =
                new DataSchema(Map.of("Users", type(List.of("id", "login", "pw"), List.of(), List.of("login"))));

        assertThat(SchemaChange.between(before, after).newPrimaryKeys()).isEqualTo(Map.of("Users", List.of("login")));
    }

    private static DataSchema schema(String... names) {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (String name : names) {
            types.put(name, PLAIN);
        }
        return new DataSchema(types);
    }

    private static DataType type(List<String> attributes, List<String> secrets, List<String> primaryKey) {
        return new DataType(attributes, secrets, primaryKey, Map.of());
    }
}
