package org.hermescdc.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hermescdc.core.AnyValue;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event.Added;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.event.Event.InitStart;
import org.hermescdc.core.event.Event.InitStop;
import org.hermescdc.core.event.Event.Modified;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.event.Event.Removed;
import org.hermescdc.core.event.Event.SchemaChanged;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;
import org.hermescdc.core.model.DataSchema.ForeignKey;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.Values;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private static final DataSchema SCHEMA = new DataSchema(Map.of(
            "SRVGroupsMembers",
            new DataType(
                    List.of("user_id", "group_id"),
                    List.of(),
                    List.of("group_id", "user_id"),
                    Map.of("user_id", new ForeignKey("SRVUsers", "user_id")))));

    @Test
    void writesAnAddedEventAsDocumented() {
        Event event =
                new Added(Category.BASE, "SRVUsers", Key.of(4), Entry.of(Map.of("user_id", 4, "login", "dmitri")));

        assertThat(EventJson.write(event))
                .isEqualTo(
                        "{\"evcategory\":\"base\",\"eventtype\":\"added\",\"objtype\":\"SRVUsers\",\"objpkey\":4,"
                                + "\"objattrs\":{\"login\":\"dmitri\",\"user_id\":4},\"step\":0,\"isPartiallyProcessed\":false}");
    }

    @Test
    void writesAllThreeGroupsOfAModifiedEvent() {
        Event event = new Modified(
                "SRVUsers",
                Key.of(2),
                new EntryDelta(Entry.of(Map.of("mail", "b@example.org")), Entry.EMPTY, Set.of("dept")));

        assertThat(EventJson.write(event))
                .isEqualTo("{\"evcategory\":\"base\",\"eventtype\":\"modified\",\"objtype\":\"SRVUsers\",\"objpkey\":2,"
                        + "\"objattrs\":{\"added\":{\"mail\":\"b@example.org\"},\"modified\":{},\"removed\":{\"dept\":null}},"
                        + "\"step\":0,\"isPartiallyProcessed\":false}");
    }

    @Test
    void writesACompositeKeyAsListAndARemovedEventWithoutAttributes() {
        assertThat(EventJson.write(new Removed("SRVGroupsMembers", Key.of(List.of(10, 1)))))
                .isEqualTo("{\"evcategory\":\"base\",\"eventtype\":\"removed\",\"objtype\":\"SRVGroupsMembers\","
                        + "\"objpkey\":[10,1],\"objattrs\":{},\"step\":0,\"isPartiallyProcessed\":false}");
    }

    @Test
    void writesTheDataschemaWithNullTypeAndKey() {
        assertThat(EventJson.write(new InitStart(SCHEMA)))
                .isEqualTo(
                        "{\"evcategory\":\"initsync\",\"eventtype\":\"init-start\",\"objtype\":null,\"objpkey\":null,"
                                + "\"objattrs\":{\"SRVGroupsMembers\":{\"HERMES_ATTRIBUTES\":[\"group_id\",\"user_id\"],"
                                + "\"SECRETS_ATTRIBUTES\":[],\"PRIMARYKEY_ATTRIBUTE\":[\"group_id\",\"user_id\"],"
                                + "\"FOREIGN_KEYS\":{\"user_id\":[\"SRVUsers\",\"user_id\"]}}},"
                                + "\"step\":0,\"isPartiallyProcessed\":false}");
    }

    @Test
    void writesDatetimesAndBytesInTheirOwnForm() {
        assertThat(ValueJson.text(List.of(
                        LocalDateTime.of(2024, 1, 31, 12, 34, 56),
                        LocalDateTime.of(800, 1, 1, 0, 0),
                        Bytes.of(new byte[] {1, 2, 3}),
                        1.0,
                        new BigInteger("9223372036854775808"))))
                .isEqualTo("[\"HermesDatetime(2024-01-31T12:34:56Z)\",\"HermesDatetime(0800-01-01T00:00:00Z)\","
                        + "\"HermesBytes(AQID)\",1.0,9223372036854775808]");
    }

    @Test
    void refusesWhatIsNestedBeyondReason() {
        assertThatThrownBy(() -> EventJson.read("[".repeat(100_000)))
                .isInstanceOf(EventFormatException.class)
                .hasMessage("not JSON: beyond the limits of what is read");
    }

    @Test
    void keepsAStringThatOnlyLooksLikeADatetimeOrBytes() throws IOException {
        List<String> texts = List.of(
                "HermesDatetime(2024-13-31T12:34:56Z)",
                "HermesDatetime(2024-02-30T12:34:56Z)",
                "HermesBytes(not base64)",
                " HermesBytes(AQID)",
                "HermesDatetime(2024-01-31T12:34:56Z) ");

        assertThat(ValueJson.parse(ValueJson.text(texts))).isEqualTo(texts);
    }

    @Test
    void takesAMissingPartialFlagForStepNotZero() {
        String json = "{\"evcategory\":\"base\",\"eventtype\":\"removed\",\"objtype\":\"Users\",\"objpkey\":1,"
                + "\"objattrs\":{},\"step\":2,\"later\":\"ignored\"}";

        assertThat(EventJson.read(json)).isEqualTo(new Removed("Users", Key.of(1), new Progress(2, true)));
    }

    @Test
    void refusesWhatIsNoEventWithoutShowingItsContent() {
        for (String text : List.of(
                "hunter2",
                "",
                "[]",
                "{\"evcategory\":\"base\"",
                "{\"evcategory\":\"other\",\"eventtype\":\"added\",\"secret\":\"hunter2\"}",
                "{\"evcategory\":\"base\",\"eventtype\":\"added\",\"objtype\":\"Users\",\"objpkey\":null,\"objattrs\":{}}",
                "{\"evcategory\":\"base\",\"eventtype\":\"removed\",\"objtype\":\"../x\",\"objpkey\":1,\"objattrs\":{}}",
                "{\"evcategory\":\"base\",\"eventtype\":\"modified\",\"objtype\":\"Users\",\"objpkey\":1,\"objattrs\":{}}")) {
            assertThatExceptionOfType(EventFormatException.class)
                    .as(text)
                    .isThrownBy(() -> EventJson.read(text))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
        }
    }

    @Test
    void keepsTheOrderOfTypesInADataschema() {
        Map<String, DataType> types = new java.util.LinkedHashMap<>();
        DataType type = new DataType(List.of("id"), List.of(), List.of("id"), Map.of());
        for (String name : List.of("Zoo", "Apes", "Mice")) {
            types.put(name, type);
        }

        SchemaChanged read = (SchemaChanged) EventJson.read(EventJson.write(new SchemaChanged(new DataSchema(types))));

        assertThat(read.schema().types().keySet()).containsExactly("Zoo", "Apes", "Mice");
    }

    @Property
    void readsBackWhatItWrote(@ForAll("events") Event event) {
        assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
    }

    @Property
    void readsBackEveryValue(@ForAll("values") Object value) throws IOException {
        Object normalized = Values.normalize(value);

        assertThat(Values.same(Values.normalize(ValueJson.parse(ValueJson.text(normalized))), normalized))
                .isTrue();
    }

    @Provide
    Arbitrary<Object> values() {
        return AnyValue.any();
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<String> types = Arbitraries.of("SRVUsers", "Users été");
        Arbitrary<Progress> progress = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(true, false))
                .as(Progress::new);
        Arbitrary<Event> added = Combinators.combine(
                        Arbitraries.of(Category.values()), types, AnyValue.key(), AnyValue.entry(), progress)
                .as(Added::new);
        Arbitrary<Event> modified = Combinators.combine(
                        types,
                        AnyValue.key(),
                        Combinators.combine(AnyValue.entry(), AnyValue.entry()).as(EntryDelta::between),
                        progress)
                .as(Modified::new);
        Arbitrary<Event> removed =
                Combinators.combine(types, AnyValue.key(), progress).as(Removed::new);
        return Arbitraries.oneOf(
                added,
                modified,
                removed,
                Arbitraries.of(new InitStop(), new InitStart(SCHEMA), new SchemaChanged(SCHEMA)));
    }
}
