package org.hermescdc.camel.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigProblem;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerName;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.junit.jupiter.api.Test;

class JavaHandlersTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void givesEachParameterItsPartOfTheCall() throws Exception {
        class Plugin extends TestPlugin {
            @SuppressWarnings("unused")
            public void on_Users_modified(
                    HandlerContext context,
                    Entry newObject,
                    Key id,
                    EntryDelta attrs,
                    Entry cachedObject,
                    HandlerCall call) {
                seen.add(id + " " + attrs.modified() + " " + cachedObject + " " + newObject + " "
                        + context.currentStep() + " " + call.type());
            }
        }

        call(new Plugin(), Calls.modified("Users", 42, Map.of("a", 1), Map.of("a", 2)));

        assertThat(seen).containsExactly("42 {a=2} {a=1} {a=2} 0 Users");
    }

    @Test
    void callsAMethodWithoutParameters() throws Exception {
        class Plugin extends TestPlugin {
            @SuppressWarnings("unused")
            public void on_My_Type_added() {
                seen.add("called");
            }
        }

        call(new Plugin(), Calls.added("My_Type", 1, Map.of()));

        assertThat(seen).containsExactly("called");
    }

    @Test
    void callsAMarkedMethodForEachOfItsEvents() throws Exception {
        class Plugin extends TestPlugin {
            @On(type = "Users", event = HandlerEvent.TRASHED)
            @On(type = "Users", event = HandlerEvent.REMOVED)
            public void gone(HandlerCall call) {
                seen.add(call.event().word());
            }
        }
        Plugin plugin = new Plugin();

        call(plugin, Calls.gone("Users", HandlerEvent.TRASHED, 1, Map.of()));
        call(plugin, Calls.gone("Users", HandlerEvent.REMOVED, 1, Map.of()));

        assertThat(seen).containsExactly("trashed", "removed");
    }

    @Test
    void prefersTheHandlerOfTheTypeToThatOfEveryType() throws Exception {
        class Plugin extends TestPlugin {
            @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
            public void any(HandlerCall call) {
                seen.add("any " + call.type());
            }

            @SuppressWarnings("unused")
            public void on_Users_added() {
                seen.add("own");
            }
        }
        Plugin plugin = new Plugin();

        call(plugin, Calls.added("Users", 1, Map.of()));
        call(plugin, Calls.added("My_Type", 1, Map.of()));

        assertThat(seen).containsExactly("own", "any My_Type");
    }

    @Test
    void passesTheExceptionOfTheMethodOnAsItIs() {
        class Plugin extends TestPlugin {
            @SuppressWarnings("unused")
            public void on_Users_added() throws java.io.IOException {
                throw new java.io.IOException("no");
            }
        }

        assertThatThrownBy(() -> call(new Plugin(), Calls.added("Users", 1, Map.of())))
                .isExactlyInstanceOf(java.io.IOException.class)
                .hasMessage("no");
    }

    @Test
    void takesAnOverriddenHandlerOnce() throws Exception {
        class Parent extends TestPlugin {
            @SuppressWarnings("unused")
            public void on_Users_added() {
                seen.add("parent");
            }
        }
        class Plugin extends Parent {
            @Override
            public void on_Users_added() {
                seen.add("child");
            }
        }

        call(new Plugin(), Calls.added("Users", 1, Map.of()));

        assertThat(seen).containsExactly("child");
    }

    @Test
    void refusesAllThatLooksLikeAHandlerAndIsNone() {
        class Plugin extends TestPlugin {
            @SuppressWarnings("unused")
            public void on_Users_add() {}

            @SuppressWarnings("unused")
            public void on_User_added() {}

            @SuppressWarnings("unused")
            public void On_Users_removed() {}

            @SuppressWarnings("unused")
            public void on_Users_trashed(Entry newObject) {}

            @SuppressWarnings("unused")
            public void on_Users_added(String name) {}

            @SuppressWarnings("unused")
            void on_Users_modified() {}

            @SuppressWarnings("unused")
            public void on_save() {}

            @SuppressWarnings("unused")
            public void on_Users_recycled() {}

            @On(type = "Users", event = HandlerEvent.RECYCLED)
            public void again() {}
        }
        String users = "on_Users_added, on_Users_recycled, on_Users_modified, on_Users_trashed, on_Users_removed";
        String all = "on_My_Type_added, on_My_Type_recycled, on_My_Type_modified, on_My_Type_trashed, "
                + "on_My_Type_removed, " + users;
        String where = "' of " + Plugin.class.getName() + ": ";

        assertThatThrownBy(() -> scan(new Plugin()))
                .asInstanceOf(type(ConfigException.class))
                .extracting(ConfigException::problems, list(ConfigProblem.class))
                .extracting(ConfigProblem::toString)
                .containsExactlyInAnyOrder(
                        "client plugin 'test': method 'on_Users_add" + where + "unknown event 'add'; right names: "
                                + users,
                        "client plugin 'test': method 'on_User_added" + where + "unknown type 'User'; right names: "
                                + all,
                        "client plugin 'test': method 'On_Users_removed" + where
                                + "a handler's name starts with 'on_'; right names: " + all,
                        "client plugin 'test': method 'on_Users_trashed" + where
                                + "parameter 'Entry newObject' is unknown for trashed; right ones: Key key, EntryDelta "
                                + "attrs, HandlerContext context, HandlerCall call, Entry cachedObject",
                        "client plugin 'test': method 'on_Users_added" + where
                                + "parameter 'String name' is unknown for added; right ones: Key key, EntryDelta attrs, "
                                + "HandlerContext context, HandlerCall call, Entry newObject",
                        "client plugin 'test': method 'on_Users_modified" + where
                                + "a handler must be public and not static",
                        "client plugin 'test': method 'on_save" + where + "not called; right name: onSave",
                        "client plugin 'test': method 'on_Users_recycled" + where
                                + "a second handler for on_Users_recycled, beside again; keep one");
    }

    private static JavaHandlers scan(EventHandler plugin) {
        return JavaHandlers.of(plugin, Set.of("Users", "My_Type"));
    }

    private static void call(EventHandler plugin, HandlerCall call) throws Exception {
        scan(plugin)
                .find(new HandlerName(call.type(), call.event()))
                .orElseThrow()
                .handle(call);
    }

    abstract static class TestPlugin implements EventHandler {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public SettingsSchema settings() {
            return SettingsSchema.EMPTY;
        }

        @Override
        public void start(Settings settings, ObjectLookup lookup) {}
    }
}
