package org.hermescdc.core.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.junit.jupiter.api.Test;

class RemoteToLocalTest {

    private static final Key KEY = Key.of(1);

    private final Map<String, Template> attributes = new LinkedHashMap<>();

    RemoteToLocalTest() {
        attributes.put("login", FakeTemplate.plain("uid"));
        attributes.put("cn", FakeTemplate.of(Set.of("first", "last"), c -> c.get("first") + " " + c.get("last")));
    }

    @Test
    void copiesAndRendersTheAttributesOfAnAddedObjectAndCarriesItsKeyAlong() {
        assertThat(added(Map.of("id", 1, "uid", "ann", "first", "Ann", "last", "Lee", "unmapped", true)))
                .isEqualTo(Map.of("_pkey_id", 1L, "login", "ann", "cn", "Ann Lee"));
    }

    @Test
    void carriesAllPartsOfACompositeKey() {
        RemoteToLocal members = new RemoteToLocal(type(Map.of()), List.of("gid", "uid"));

        assertThat(members.object(Entry.of(Map.of("gid", 10, "uid", 1))).toMap())
                .isEqualTo(Map.of("_pkey_gid", 10L, "_pkey_uid", 1L));
    }

    @Test
    void rendersATemplateOfAnAddedObjectOnlyIfOneOfItsVariablesIsThere() {
        attributes.put("domain", FakeTemplate.of(Set.of("mail"), c -> {
            throw new TemplateException("undefined", "'mail' is undefined");
        }));

        assertThat(added(Map.of("id", 1, "first", "Ann"))).isEqualTo(Map.of("_pkey_id", 1L, "cn", "Ann null"));
    }

    @Test
    void setsAStaticTemplateWhenAddedAndNeverLater() {
        attributes.put("realm", FakeTemplate.of(Set.of(), c -> "EXAMPLE"));

        assertThat(added(Map.of("id", 1))).isEqualTo(Map.of("_pkey_id", 1L, "realm", "EXAMPLE"));
        assertThat(modified(delta(Map.of("uid", "x"), Map.of()), Map.of("uid", "x"), Map.of()))
                .isEqualTo(delta(Map.of("login", "x"), Map.of()));
    }

    @Test
    void takesNullEmptyListsAndUndefinedResultsAsNoValueAndLeavesNullsOutOfLists() {
        attributes.put("nothing", FakeTemplate.of(Set.of("uid"), c -> null));
        attributes.put("empty", FakeTemplate.of(Set.of("uid"), c -> List.of()));
        attributes.put("undefined", FakeTemplate.of(Set.of("uid"), c -> Undefined.LENIENT));
        attributes.put("nulls", FakeTemplate.of(Set.of("uid"), c -> Arrays.asList(null, null)));
        attributes.put("some", FakeTemplate.of(Set.of("uid"), c -> Arrays.asList(null, "a")));

        assertThat(added(Map.of("id", 1, "uid", "ann")))
                .isEqualTo(Map.of("_pkey_id", 1L, "login", "ann", "some", List.of("a")));
    }

    @Test
    void keepsTheGroupOfAPlainAttributeWhateverTheLocalObjectHolds() {
        assertThat(modified(delta(Map.of("uid", "b"), Map.of()), Map.of("uid", "b"), Map.of("login", "b")))
                .isEqualTo(delta(Map.of("login", "b"), Map.of()));
        assertThat(modified(delta(Map.of(), Map.of("uid", "b")), Map.of("uid", "b"), Map.of()))
                .isEqualTo(delta(Map.of(), Map.of("login", "b")));
        assertThat(modified(delta(Map.of(), Map.of(), "uid"), Map.of(), Map.of("login", "a")))
                .isEqualTo(delta(Map.of(), Map.of(), "login"));
    }

    @Test
    void comparesATemplateOverTheWholeObjectWithTheLocalOne() {
        Map<String, Object> updated = Map.of("first", "Ann", "last", "Low");

        EntryDelta event = delta(Map.of(), Map.of("last", "Low"));
        assertThat(modified(event, updated, Map.of("cn", "Ann Lee")))
                .isEqualTo(delta(Map.of(), Map.of("cn", "Ann Low")));
        assertThat(modified(event, updated, Map.of())).isEqualTo(delta(Map.of("cn", "Ann Low"), Map.of()));
        assertThat(modified(event, updated, Map.of("cn", "Ann Low"))).isEqualTo(EntryDelta.EMPTY);
    }

    @Test
    void removesAnAttributeWhoseTemplateComesToGiveNoValueButOnlyIfItWasThere() {
        attributes.put("mail", FakeTemplate.of(Set.of("email"), c -> c.get("email")));

        EntryDelta event = delta(Map.of(), Map.of(), "email");
        assertThat(modified(event, Map.of(), Map.of("mail", "a@b"))).isEqualTo(delta(Map.of(), Map.of(), "mail"));
        assertThat(modified(event, Map.of(), Map.of())).isEqualTo(EntryDelta.EMPTY);
    }

    @Test
    void looksOnlyAtMappingsThatUseAChangedAttribute() {
        attributes.put("broken", FakeTemplate.of(Set.of("mail"), c -> {
            throw new TemplateException("undefined", "'mail' is undefined");
        }));

        assertThat(modified(delta(Map.of(), Map.of("other", 1)), Map.of("other", 1), Map.of()))
                .isEqualTo(EntryDelta.EMPTY);
    }

    @Test
    void namesTypeAndAttributeOfATemplateThatFails() {
        attributes.put("broken", FakeTemplate.of(Set.of("uid"), c -> {
            throw new TemplateException("undefined", "'mail' is undefined");
        }));

        assertThatThrownBy(() -> added(Map.of("id", 1, "uid", "ann")))
                .isInstanceOf(TranslationException.class)
                .hasMessage("template of Users.broken cannot be rendered: 'mail' is undefined");
    }

    @Test
    void reportsAResultThatIsNoValueAsATemplateFailure() {
        attributes.put("odd", FakeTemplate.of(Set.of("uid"), c -> new Object()));

        assertThatThrownBy(() -> added(Map.of("id", 1, "uid", "ann"))).isInstanceOf(TranslationException.class);
    }

    @Test
    void alwaysMakesARemovedEvent() {
        assertThat(users().event(new Event.Removed("SRVUsers", KEY), Entry.EMPTY, Entry.EMPTY))
                .isEqualTo(new Event.Removed("Users", KEY));
    }

    @Test
    void keepsTheCategoryOfAnInitsync() {
        Entry remote = Entry.of(Map.of("id", 1));

        assertThat(users().event(new Event.Added(Event.Category.INITSYNC, "SRVUsers", KEY, remote), remote, null)
                        .category())
                .isEqualTo(Event.Category.INITSYNC);
    }

    private Map<String, Object> added(Map<String, ?> remote) {
        return users().object(Entry.of(remote)).toMap();
    }

    private EntryDelta modified(EntryDelta delta, Map<String, ?> updated, Map<String, ?> local) {
        Event event = users().event(new Event.Modified("SRVUsers", KEY, delta), Entry.of(updated), Entry.of(local));
        return ((Event.Modified) event).delta();
    }

    private static EntryDelta delta(Map<String, ?> added, Map<String, ?> modified, String... removed) {
        return new EntryDelta(Entry.of(added), Entry.of(modified), Set.of(removed));
    }

    private RemoteToLocal users() {
        return new RemoteToLocal(type(attributes), List.of("id"));
    }

    private static LocalType type(Map<String, Template> attributes) {
        return new LocalType("Users", "SRVUsers", Optional.empty(), attributes);
    }
}
