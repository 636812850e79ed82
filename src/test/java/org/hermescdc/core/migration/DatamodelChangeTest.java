package org.hermescdc.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.core.translate.LocalType;
import org.junit.jupiter.api.Test;

class DatamodelChangeTest {

    private static final DataSchema SCHEMA =
            new DataSchema(Map.of("SRVUsers", keyedBy("id"), "SRVStaff", keyedBy("id"), "SRVBadges", keyedBy("badge")));
    private static final LocalType USERS = type("Users", "SRVUsers", "login");
    private static final LocalType BOXES = type("Boxes", "SRVUsers", "login");
    private static final LocalType CARDS = type("Cards", "SRVBadges", "login");

    @Test
    void takesTypesThatAreGoneInReverseOrder() {
        assertThat(between(List.of(USERS, BOXES, CARDS), List.of(BOXES)))
                .isEqualTo(new DatamodelChange(List.of(CARDS, USERS), Map.of()));
    }

    @Test
    void leavesToTheConversionWhatIsNewOrHasOtherAttributes() {
        assertThat(between(List.of(USERS), List.of(type("Users", "SRVUsers", "mail"), BOXES)))
                .isEqualTo(new DatamodelChange(List.of(), Map.of()));
    }

    @Test
    void movesATypeToARemoteTypeWithTheSameKey() {
        assertThat(between(List.of(USERS), List.of(type("Users", "SRVStaff", "login"))))
                .isEqualTo(new DatamodelChange(List.of(), Map.of("Users", "SRVStaff")));
    }

    @Test
    void takesAwayATypeThatMovesToAnotherKey() {
        assertThat(between(List.of(USERS), List.of(type("Users", "SRVBadges", "login"))))
                .isEqualTo(new DatamodelChange(List.of(USERS), Map.of()));
    }

    @Test
    void takesAwayATypeThatMovesToARemoteTypeThatTheSchemaDoesNotHave() {
        assertThat(between(List.of(USERS), List.of(type("Users", "SRVGuests", "login"))))
                .isEqualTo(new DatamodelChange(List.of(USERS), Map.of()));
    }

    private static DatamodelChange between(List<LocalType> before, List<LocalType> after) {
        return DatamodelChange.between(datamodel(before), datamodel(after), SCHEMA);
    }

    private static Datamodel datamodel(List<LocalType> types) {
        Map<String, LocalType> byName = new LinkedHashMap<>();
        types.forEach(type -> byName.put(type.name(), type));
        return new Datamodel(byName);
    }

    private static LocalType type(String name, String remoteType, String attribute) {
        return new LocalType(name, remoteType, Optional.empty(), Map.of(attribute, FakeTemplate.plain(attribute)));
    }

    private static DataType keyedBy(String key) {
        return new DataType(List.of(key, "login"), List.of(), List.of(key), Map.of());
    }
}
