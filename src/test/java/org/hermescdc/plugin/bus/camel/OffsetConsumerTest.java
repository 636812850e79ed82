package org.hermescdc.plugin.bus.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hermescdc.camel.Buses;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.Routes;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client makes of endpoints that deliver something else than what must come next. */
@Timeout(60)
class OffsetConsumerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ScriptedBus bus = new ScriptedBus();
    private CamelContext context;
    private BusConsumer consumer;

    @BeforeEach
    void open() throws Exception {
        context = Routes.started("bus/camel");
        context.getRegistry().bind("scripted", bus);
    }

    @AfterEach
    void close() throws Exception {
        if (consumer != null) {
            consumer.close();
        }
        context.close();
    }

    @Test
    void passesOverWhatItHasAlready() {
        consumer = consumer("scripted");
        bus.scripts.add(List.of(3L, 4L, 5L, 6L, 5L, 6L, 7L));
        consumer.seek(5);

        assertThat(offsets(3)).containsExactly(5L, 6L, 7L);
        assertThat(bus.asked).containsExactly(5L);
        assertThat(bus.uri).isEqualTo("scripted:bus?password=x");
        assertThat(bus.options).isEqualTo(Map.of("colour", "red"));
    }

    @Test
    void tellsAMessageThatWasSkippedAndReadsFromThereAgain() {
        consumer = consumer("scripted");
        bus.scripts.add(List.of(0L, 1L, 3L, 4L));
        bus.scripts.add(List.of(2L, 3L));
        consumer.seek(0);

        assertThat(offsets(2)).containsExactly(0L, 1L);
        assertThatThrownBy(() -> consumer.poll(LIMIT))
                .isInstanceOf(BusException.class)
                .hasMessage(
                        "bus camel (scripted) gave the message 3 where 2 must come next; it is read again from there");
        assertThat(offsets(2)).containsExactly(2L, 3L);
        assertThat(bus.asked).containsExactly(0L, 2L);
    }

    @Test
    void tellsAnEndpointThatDeliversNothingAndReadsAgain() {
        consumer = consumer("scripted");
        bus.scripts.add(List.of(0L));
        bus.scripts.add(List.of(1L));
        consumer.seek(0);

        assertThat(offsets(1)).containsExactly(0L);
        assertThatThrownBy(() -> consumer.poll(LIMIT))
                .isInstanceOf(BusException.class)
                .hasMessage("bus camel (scripted) has messages up to 9, but its endpoint delivers none from 1 on; it is"
                        + " read again from there");
        assertThat(offsets(1)).containsExactly(1L);
    }

    @Test
    void tellsAMessageWithoutAPlace() {
        consumer = consumer("scripted");
        bus.scripts.add(List.of(0L, -1L));
        bus.scripts.add(List.of(1L));
        consumer.seek(0);

        assertThat(offsets(1)).containsExactly(0L);
        assertThatThrownBy(() -> consumer.poll(LIMIT))
                .hasMessage("bus camel (scripted) cannot be read: a message without a number");
        assertThat(offsets(1)).containsExactly(1L);
    }

    @Test
    void findsABeanOfTheRoutes() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        "beans.camel.yaml",
                        "- beans:\n    - name: ours\n      type: " + ScriptedBus.class.getName() + "\n"));
        consumer = consumer("ours");

        assertThat(consumer.bounds()).isEqualTo(new BusConsumer.Bounds(0, 10));
    }

    @Test
    void findsAClass() {
        consumer = consumer(ScriptedBus.class.getName());

        assertThat(consumer.bounds()).isEqualTo(new BusConsumer.Bounds(0, 10));
    }

    @Test
    void tellsAConsumerThatIsNotThere() {
        assertThatThrownBy(() -> consumer("org.example.Missing"))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining(
                        "consumer: found 'org.example.Missing', which is no bean of the routes, and no class"
                                + " that is installed or in plugins/");
    }

    @Test
    void tellsAConsumerThatIsNone() {
        assertThatThrownBy(() -> consumer("java.lang.String"))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("consumer: found 'java.lang.String'; expected a class that is an"
                        + " org.hermescdc.plugin.bus.camel.OffsetReader");
    }

    private BusConsumer consumer(String name) {
        return Buses.consumer(
                context,
                new HermesConfig.Plugin(
                        "camel",
                        new Settings(Map.of(
                                "uri",
                                "scripted:bus?password=x",
                                "consumer",
                                name,
                                "options",
                                Map.of("colour", "red")))));
    }

    private List<Long> offsets(int count) {
        List<Long> offsets = new ArrayList<>();
        while (offsets.size() < count) {
            consumer.poll(LIMIT).stream().map(BusMessage::offset).forEach(offsets::add);
        }
        return offsets;
    }
}
