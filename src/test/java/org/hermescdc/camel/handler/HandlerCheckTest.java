package org.hermescdc.camel.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigProblem;
import org.hermescdc.core.model.Entry;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.junit.jupiter.api.Test;

/** What is wrong with handlers is told without starting them. */
class HandlerCheckTest {

    /** A plugin with one handler that no event calls. */
    public static final class Careless implements EventHandler {
        @Override
        public String name() {
            return "misspelled";
        }

        @Override
        public SettingsSchema settings() {
            return SettingsSchema.EMPTY;
        }

        @Override
        public void start(Settings settings, ObjectLookup lookup) {
            throw new AssertionError("started");
        }

        public void on_Users_aded(Entry newObject) {}

        public void on_Users_modified(Entry newObject) {}
    }

    @Test
    void tellsEachNameThatNoEventHas() {
        List<String> problems = problems("misspelled", Optional.of(new Careless()), Set.of("Users"));

        assertThat(problems)
                .satisfiesExactly(
                        java -> assertThat(java)
                                .startsWith("client plugin 'misspelled': method 'on_Users_aded' of ")
                                .contains(": unknown event 'aded'; right names: on_Users_added, "),
                        event -> assertThat(event)
                                .contains("misspelled.camel.yaml:6:1: direct:on_Users_aded: unknown event 'aded'"),
                        type -> assertThat(type)
                                .contains("misspelled.camel.yaml:13:1: direct:on_User_added: unknown type 'User'"));
    }

    @Test
    void isContentWithRightNames() {
        assertThat(problems("misspelled", Optional.empty(), Set.of("Users", "User")))
                .singleElement()
                .asString()
                .contains("on_Users_aded");
        assertThatCode(() -> HandlerCheck.check("without-any", Optional.empty(), Set.of("Users")))
                .doesNotThrowAnyException();
    }

    private static List<String> problems(String plugin, Optional<EventHandler> java, Set<String> types) {
        return catchThrowableOfType(ConfigException.class, () -> HandlerCheck.check(plugin, java, types))
                .problems()
                .stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}
