package org.hermescdc.core.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.constraint.Constraints.Guarded;
import org.hermescdc.core.constraint.Constraints.Result;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.junit.jupiter.api.Test;

class ConstraintsTest {

    @Test
    void dropsWhatPointsNowhere() {
        Result result = enforce(List.of(
                new Guarded("Users", List.of(), List.of(entry("id", 1))),
                new Guarded(
                        "Members",
                        List.of(template("{{ _SELF.user in Users_pkeys }}")),
                        List.of(entry("id", 10, "user", 1), entry("id", 11, "user", 2)))));

        assertThat(keys(result, "Members")).containsExactly(Key.of(10));
        assertThat(result.dropped()).isEqualTo(Map.of("Members", Set.of(Key.of(11))));
    }

    @Test
    void followsAChainDeclaredInEitherDirection() {
        Guarded members = new Guarded(
                "Members",
                List.of(template("{{ _SELF.group in Groups_pkeys }}")),
                List.of(entry("id", 5, "group", 20)));
        Guarded groups = new Guarded(
                "Groups", List.of(template("{{ _SELF.owner in Users_pkeys }}")), List.of(entry("id", 20, "owner", 9)));
        Guarded users = new Guarded("Users", List.of(), List.of(entry("id", 1)));

        for (List<Guarded> order : List.of(List.of(members, groups, users), List.of(users, groups, members))) {
            assertThat(enforce(order).dropped())
                    .isEqualTo(Map.of("Members", Set.of(Key.of(5)), "Groups", Set.of(Key.of(20))));
        }
    }

    @Test
    void looksIntoTheEntriesOfOtherCollections() {
        Result result = enforce(List.of(
                new Guarded("hr", List.of(), List.of(entry("id", 1, "login", "amara"))),
                new Guarded(
                        "students",
                        List.of(template("{{ _SELF.login not in hr | map(attribute='login') | list }}")),
                        List.of(entry("id", 2, "login", "amara"), entry("id", 3, "login", "bilal")))));

        assertThat(keys(result, "students")).containsExactly(Key.of(3));
    }

    @Test
    void seesACompositeKeyAsATuple() {
        KeyedEntry member = new KeyedEntry(Key.of(List.of(10, 1)), Entry.of(Map.of("group_id", 10, "user_id", 1)));

        Result result = enforce(List.of(
                new Guarded("Members", List.of(), List.of(member)),
                new Guarded(
                        "Owners",
                        List.of(template("{{ (_SELF.group, _SELF.user) in Members_pkeys }}")),
                        List.of(entry("id", 1, "group", 10, "user", 1), entry("id", 2, "group", 10, "user", 2)))));

        assertThat(keys(result, "Owners")).containsExactly(Key.of(1));
    }

    @Test
    void keepsAnEntryOnlyWhileAllOfItsConstraintsHold() {
        Result result = enforce(List.of(new Guarded(
                "Users",
                List.of(template("{{ _SELF.a }}"), template("{{ _SELF.b }}")),
                List.of(
                        entry("id", 1, "a", 1, "b", 1),
                        entry("id", 2, "a", 1, "b", 0),
                        entry("id", 3, "a", 0, "b", 1)))));

        assertThat(keys(result, "Users")).containsExactly(Key.of(1));
    }

    @Test
    void namesTheEntryWhoseConstraintCannotBeRendered() {
        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> enforce(List.of(new Guarded(
                        "Users",
                        List.of(template("{{ _SELF.age > 18 }}")),
                        List.of(entry("id", 7, "age", "hunter2"))))))
                .withMessageContaining("Users[7]")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void seesTheOthersAsTheyStoodOrAsTheyStandByTheKindOfPass() {
        List<Guarded> sources = List.of(
                new Guarded("staff", List.of(template("{{ _SELF.mail is defined }}")), List.of(entry("id", 2))),
                new Guarded(
                        "students",
                        List.of(template("{{ _SELF.id not in staff_pkeys }}")),
                        List.of(entry("id", 2, "mail", "b@example.org"))));

        assertThat(Constraints.enforce(sources, Constraints.Pass.TOGETHER).dropped())
                .containsOnlyKeys("staff", "students");
        assertThat(Constraints.enforce(sources, Constraints.Pass.ONE_AFTER_ANOTHER)
                        .dropped())
                .containsOnlyKeys("staff");
    }

    private static Result enforce(List<Guarded> collections) {
        return Constraints.enforce(collections, Constraints.Pass.ONE_AFTER_ANOTHER);
    }

    private static List<Key> keys(Result result, String name) {
        return result.kept().get(name).stream().map(KeyedEntry::key).toList();
    }

    private static Template template(String text) {
        return new TemplateEngine(Map.of(), Template.Results.NATIVE).compile(text, Template.Place.CONSTRAINT);
    }

    private static KeyedEntry entry(Object... attributes) {
        Entry.Builder entry = new Entry.Builder();
        List<Object> list = Arrays.asList(attributes);
        for (int i = 0; i < list.size(); i += 2) {
            entry.put((String) list.get(i), list.get(i + 1));
        }
        return new KeyedEntry(Key.of(list.get(1)), entry.build());
    }
}
