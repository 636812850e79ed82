package org.hermescdc.camel.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigProblem;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.HandlerName;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HandlerDispatcherTest {

    private static final Set<String> TYPES = Set.of("Users", "Groups of / 50% é");

    private static final Settings SETTINGS = new Settings(Map.of("url", "there"));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> seen = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();

    @BeforeEach
    void bind() {
        HandlerBeans.of(SETTINGS, new OneUser()).forEach(camel.getRegistry()::bind);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void givesARouteTheObjectAndItsEvent() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.empty(), route("direct:on_Users_modified", "direct:probe"));

        boolean handled = dispatcher.dispatch(Calls.withSecrets(
                Calls.modified("Users", List.of(10, 42), Map.of("a", 1, "b", "x"), Map.of("a", 2, "c", "y")), "c"));

        assertThat(handled).isTrue();
        assertThat(exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("a", 2L, "c", "y"));
            Map<String, Object> removed = new java.util.HashMap<>();
            removed.put("b", null);
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("CamelHermesKey", List.of(10L, 42L))
                    .containsEntry("CamelHermesType", "Users")
                    .containsEntry("CamelHermesEvent", "modified")
                    .containsEntry("CamelHermesSecrets", Set.of("c"))
                    .containsEntry("CamelHermesCachedObject", Map.of("a", 1L, "b", "x"))
                    .containsEntry(
                            "CamelHermesAttributes",
                            Map.of("added", Map.of("c", "y"), "modified", Map.of("a", 2L), "removed", removed));
        });
    }

    @Test
    void givesARouteTheCachedObjectOfATrashedOne() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.empty(), route("direct:on_Users_trashed", "direct:probe"));

        dispatcher.dispatch(Calls.gone("Users", HandlerEvent.TRASHED, 42, Map.of("a", 1)));

        assertThat(exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("a", 1L));
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("CamelHermesKey", 42L)
                    .containsEntry("CamelHermesAttributes", Map.of());
        });
    }

    @Test
    void takesTheExceptionOfARouteForTheFailureWithoutItsSecrets() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.empty(), """
                - route:
                    from:
                      uri: direct:on_Users_added
                      steps:
                        - throwException:
                            exceptionType: java.io.IOException
                            message: "refused ${body[pin]} of ${body[name]}"
                """);
        HandlerCall call = Calls.withSecrets(Calls.added("Users", 1, Map.of("pin", 12345, "name", "ann")), "pin");

        assertThatThrownBy(() -> dispatcher.dispatch(call))
                .isExactlyInstanceOf(HandlerException.class)
                .hasMessage("IOException: refused <SECRET_VALUE> of ann");
    }

    @Test
    void masksTheBeginningOfASecretWhereAnAnswerWasCut() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.empty(), """
                - route:
                    from:
                      uri: direct:on_Users_added
                      steps:
                        - throwException:
                            exceptionType: java.io.IOException
                            message: "refused 1234… of ${body[name]}"
                """);
        HandlerCall call = Calls.withSecrets(Calls.added("Users", 1, Map.of("pin", 12345, "name", "ann")), "pin");

        assertThatThrownBy(() -> dispatcher.dispatch(call))
                .isExactlyInstanceOf(HandlerException.class)
                .hasMessage("IOException: refused <SECRET_VALUE>… of ann");
    }

    @Test
    void leavesTheFailureOfARouteOutOfCamelsLog() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger("org.apache.camel.processor.errorhandler.DefaultErrorHandler");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        camel.start();
        HandlerDispatcher dispatcher = dispatcher(Optional.empty(), """
                - route:
                    from:
                      uri: direct:on_Users_added
                      steps:
                        - throwException:
                            exceptionType: java.io.IOException
                            message: "no\\n  and no"
                """);

        assertThatThrownBy(() -> dispatcher.dispatch(Calls.added("Users", 1, Map.of())))
                .hasMessage("IOException: no; and no");

        assertThat(lines.list).isEmpty();
        log.detachAppender(lines);
    }

    @Test
    void letsARouteKeepItsStepsThroughTheContext() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.empty(), """
                - route:
                    from:
                      uri: direct:on_Users_added
                      steps:
                        - choice:
                            when:
                              - expression:
                                  simple: "${bean:context?method=currentStep} == 0"
                                steps:
                                  - to: direct:probe
                                  - bean: {ref: context, method: enterStep(1)}
                                  - bean: {ref: context, method: markPartiallyProcessed}
                        - choice:
                            when:
                              - expression:
                                  simple: "${bean:context?method=isAnErrorRetry} == false"
                                steps:
                                  - throwException:
                                      exceptionType: java.io.IOException
                                      message: "at step ${bean:context?method=currentStep} of ${body[name]}"
                """);
        HandlerCall call = Calls.added("Users", 1, Map.of("name", "ann"));

        assertThatThrownBy(() -> dispatcher.dispatch(call)).hasMessage("IOException: at step 1 of ann");
        assertThat(call.context().currentStep()).isEqualTo(1);
        assertThat(call.context().isPartiallyProcessed()).isTrue();

        dispatcher.dispatch(Calls.again(call));
        assertThat(exchanges).hasSize(1);
    }

    @Test
    void givesARouteTheSettingsAndTheOtherObjects() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.empty(), """
                - route:
                    from:
                      uri: direct:on_Users_added
                      steps:
                        - setHeader:
                            name: url
                            expression:
                              simple: "${bean:settings?method=text('url')}"
                        - setHeader:
                            name: all
                            expression:
                              simple: "${bean:lookup?method=objects('Users')}"
                        - setHeader:
                            name: none
                            expression:
                              simple: "${bean:lookup?method=object('Users', 8)}"
                        - setBody:
                            expression:
                              simple: "${bean:lookup?method=object('Users', ${body[other]})}"
                        - to: direct:probe
                """);

        dispatcher.dispatch(Calls.added("Users", 1, Map.of("other", 7)));

        assertThat(exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("name", "ann"));
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("url", "there")
                    .containsEntry("all", List.of(Map.of("name", "ann")))
                    .containsEntry("none", null);
        });
    }

    @Test
    void tellsThatThereIsNoHandler() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.of(new Recorder()));

        assertThat(dispatcher.handles(new HandlerName("Users", HandlerEvent.ADDED)))
                .isTrue();
        assertThat(dispatcher.handles(new HandlerName("Users", HandlerEvent.RECYCLED)))
                .isFalse();
        assertThat(dispatcher.dispatch(call(HandlerEvent.RECYCLED))).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void prefersTheRouteAndLetsItCallJavaHandlers() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.of(new Recorder()), """
                - route:
                    from:
                      uri: direct:on_Users_added
                      steps:
                        - to: direct:probe
                        - to: direct:on_Users_removed
                """);

        dispatcher.dispatch(Calls.gone("Users", HandlerEvent.REMOVED, 1, Map.of("a", 1)));
        dispatcher.dispatch(withCachedObject());

        assertThat(seen).containsExactly("removed 1 {a=1}", "removed 1 {b=2}");
        assertThat(exchanges).hasSize(1);
    }

    /** An added whose route hands the object on as a cached one. */
    private static HandlerCall withCachedObject() {
        HandlerCall added = Calls.added("Users", 1, Map.of("a", 1));
        return new HandlerCall(
                added.type(),
                added.event(),
                added.key(),
                added.delta(),
                added.newObject(),
                Entry.of(Map.of("b", 2)),
                Set.of(),
                added.context());
    }

    @Test
    void callsRoutesOfTypesWithSpecialCharacters() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(
                Optional.empty(), route("direct:on_Groups=20of=20=2F=2050=25=20=C3=A9_added", "direct:probe"));

        assertThat(dispatcher.dispatch(Calls.added("Groups of / 50% é", 1, Map.of())))
                .isTrue();
        assertThat(exchanges).hasSize(1);
    }

    @Test
    void refusesRoutesNamedForNoEvent() {
        assertThatThrownBy(() -> dispatcher(
                        Optional.empty(),
                        route("direct:on_Users_ad", "direct:probe"),
                        route("direct:on_User_added", "direct:probe"),
                        route("direct:on_save", "direct:probe"),
                        route("direct:once", "direct:probe")))
                .asInstanceOf(type(ConfigException.class))
                .extracting(ConfigException::problems, list(ConfigProblem.class))
                .extracting(ConfigProblem::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("test0.camel.yaml:3:1: direct:on_Users_ad: unknown event 'ad'; right names: "
                                        + "on_Users_added, on_Users_recycled, on_Users_modified, on_Users_trashed, "
                                        + "on_Users_removed"),
                        second -> assertThat(second)
                                .startsWith(
                                        "test1.camel.yaml:3:1: direct:on_User_added: unknown type 'User'; right names: "
                                                + "on_Groups of"));
    }

    @Test
    void tellsTheFailureOfAMethod() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.of(new Recorder()));

        assertThatThrownBy(() -> dispatcher.dispatch(call(HandlerEvent.TRASHED)))
                .isExactlyInstanceOf(HandlerException.class)
                .hasMessage("IllegalStateException: full");
    }

    @Test
    void callsOnSaveOfThePluginOrOfItsRoutes() throws Exception {
        dispatcher(Optional.of(new Recorder())).onSave();

        assertThat(seen).containsExactly("save");
    }

    @Test
    void prefersTheRouteForOnSave() throws Exception {
        HandlerDispatcher dispatcher = dispatcher(Optional.of(new Recorder()), route("direct:on_save", "direct:probe"));

        dispatcher.onSave();

        assertThat(seen).isEmpty();
        assertThat(exchanges).hasSize(1);
    }

    private HandlerDispatcher dispatcher(Optional<EventHandler> plugin, String... files) throws Exception {
        int number = 0;
        for (String yaml : files) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString("test" + number++ + ".camel.yaml", yaml));
        }
        camel.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:probe").process(exchange -> exchanges.add(exchange.copy()));
            }
        });
        HandlerDispatcher dispatcher = HandlerDispatcher.attach(camel, "test", plugin, Set.of(), TYPES);
        camel.start();
        return dispatcher;
    }

    private static String route(String from, String to) {
        return """
                - route:
                    from:
                      uri: "%s"
                      steps:
                        - to: "%s"
                """.formatted(from, to);
    }

    private static HandlerCall call(HandlerEvent event) {
        return Calls.gone("Users", event, 1, Map.of());
    }

    private static final class OneUser implements ObjectLookup {
        @Override
        public Optional<Entry> object(String type, Key key) {
            return Optional.of(Entry.of(Map.of("name", "ann"))).filter(user -> key.equals(Key.of(7)));
        }

        @Override
        public List<Entry> objects(String type) {
            return List.of(Entry.of(Map.of("name", "ann")));
        }
    }

    private final class Recorder implements EventHandler {
        @SuppressWarnings("unused")
        public void on_Users_added(Key key, Entry newObject) {
            seen.add("added " + key + " " + newObject);
        }

        @SuppressWarnings("unused")
        public void on_Users_removed(Key key, Entry cachedObject) {
            seen.add("removed " + key + " " + cachedObject);
        }

        @SuppressWarnings("unused")
        public void on_Users_trashed() {
            throw new IllegalStateException("full");
        }

        @Override
        public void onSave() {
            seen.add("save");
        }

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
