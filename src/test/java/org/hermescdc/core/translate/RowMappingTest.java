package org.hermescdc.core.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.hermescdc.core.translate.Mapping.Column;
import org.hermescdc.core.translate.Mapping.Columns;
import org.hermescdc.core.translate.Mapping.Computed;
import org.junit.jupiter.api.Test;

class RowMappingTest {

    private final Map<String, Mapping> attributes = new LinkedHashMap<>(Map.of("user_id", new Column("id")));

    @Test
    void copiesAColumnAndLeavesANullOut() {
        attributes.put("login", new Column("login"));
        attributes.put("mail", new Column("mail"));

        assertThat(entry(row("id", 1, "login", "amara", "mail", null, "other", "x")))
                .isEqualTo(new KeyedEntry(Key.of(1), Entry.of(Map.of("user_id", 1, "login", "amara"))));
    }

    @Test
    void makesAListOfTheColumnsThatHaveAValue() {
        attributes.put("mails", new Columns(List.of("mail1", "mail2", "mail3")));

        assertThat(entry(row("id", 1, "mail1", "a", "mail2", null, "mail3", "b"))
                        .entry()
                        .get("mails"))
                .isEqualTo(List.of("a", "b"));
    }

    @Test
    void takesNullsOutOfTheListOfATemplate() {
        attributes.put("phones", computed("{{ [home, work] }}"));

        assertThat(entry(row("id", 1, "home", null, "work", "+33 1")).entry().get("phones"))
                .isEqualTo(List.of("+33 1"));
    }

    @Test
    void hasNoAttributeForATemplateWithoutValue() {
        attributes.put("title", computed("{{ title if grade }}"));

        assertThat(entry(row("id", 1, "title", "Dr", "grade", 0)).entry().has("title"))
                .isFalse();
    }

    @Test
    void givesTemplatesTheCachedValuesOfTheEntry() {
        attributes.put("login", computed("{{ ITEM_CACHED_VALUES.login | default(wanted) }}"));

        RowMapping mapping = new RowMapping("SRVUsers", attributes, List.of("user_id"));
        Map<Key, Entry> cache = Map.of(Key.of(1), Entry.of(Map.of("user_id", 1, "login", "kept")));

        assertThat(mapping.entryOf(row("id", 1, "wanted", "new"), cache::get)
                        .entry()
                        .get("login"))
                .isEqualTo("kept");
        assertThat(mapping.entryOf(row("id", 2, "wanted", "new"), cache::get)
                        .entry()
                        .get("login"))
                .isEqualTo("new");
    }

    @Test
    void namesARemoteAttributeThatTheRowLacks() {
        attributes.put("mail", computed("{{ mail | default('none') }}"));

        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> entry(row("id", 1, "login", "amara")))
                .withMessage("SRVUsers: remote attribute 'mail' is missing; the row has [id, login]");
    }

    @Test
    void namesTheKeyAttributeThatHasNoValue() {
        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> entry(row("id", null)))
                .withMessage("SRVUsers: primary key attribute 'user_id' has no value");
    }

    @Test
    void namesTheAttributeWhoseTemplateFails() {
        attributes.put("age", computed("{{ born + 1 }}"));

        assertThatExceptionOfType(HermesException.class)
                .isThrownBy(() -> entry(row("id", 1, "born", "in May")))
                .withMessageStartingWith("SRVUsers[1]: attribute 'age': ");
    }

    private KeyedEntry entry(Map<String, Object> row) {
        return new RowMapping("SRVUsers", attributes, List.of("user_id")).entryOf(row, key -> null);
    }

    private static Mapping computed(String template) {
        return new Computed(
                new TemplateEngine(Map.of(), Template.Results.TYPED).compile(template, Template.Place.ATTRSMAPPING));
    }

    private static Map<String, Object> row(Object... values) {
        Map<String, Object> row = new HashMap<>();
        List<Object> list = Arrays.asList(values);
        for (int i = 0; i < list.size(); i += 2) {
            Object value = list.get(i + 1);
            row.put((String) list.get(i), value instanceof Integer number ? Long.valueOf(number) : value);
        }
        return row;
    }
}
