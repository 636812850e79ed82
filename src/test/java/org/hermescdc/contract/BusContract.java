package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.Buses;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.OffsetLostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every message bus must do (spec/03). A subclass tells how to reach a new, empty bus. */
public abstract class BusContract {

    protected static final Duration LIMIT = Duration.ofSeconds(20);

    protected Instant now = Instant.parse("2031-03-03T08:00:00.125Z");

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** The name of the route file in {@code routes/bus/}. */
    protected abstract String routeFile();

    /** A server's declaration of the bus that was made for this test. */
    protected abstract HermesConfig.Plugin producerDeclaration();

    /** A client's declaration of the same bus. */
    protected abstract HermesConfig.Plugin consumerDeclaration();

    /** Drops the oldest messages, as the bus's retention does, so that at least the first {@code count} are gone. */
    protected abstract void dropOldest(int count) throws Exception;

    /** Puts a message on the bus that Hermes did not write. */
    protected abstract void putForeign(String text) throws Exception;

    protected BusProducer producer;

    @BeforeEach
    void openProducer() throws Exception {
        producer = newProducer();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void givesBackWhatWasPublishedInOrder() throws Exception {
        List<Event> events = List.of(
                added(1),
                new Event.Removed("Users", Key.of(2L)),
                new Event.InitStop(),
                new Event.Added(Category.INITSYNC, "Groups", Key.of(List.of("a", 1L)), Entry.of(Map.of("x", 1.0))));

        producer.publish(events.subList(0, 2));
        producer.publish(events.subList(2, 4));

        BusConsumer consumer = newConsumer();
        assertThat(readAll(consumer, consumer.bounds().first()))
                .extracting(BusMessage::event)
                .containsExactlyElementsOf(events);
    }

    @Test
    void numbersMessagesWithoutGapsAndDatesThem() throws Exception {
        publish(1, 3);

        BusConsumer consumer = newConsumer();
        Bounds bounds = consumer.bounds();
        List<BusMessage> messages = readAll(consumer, bounds.first());

        assertThat(bounds.end()).isEqualTo(bounds.first() + 3);
        assertThat(messages)
                .extracting(BusMessage::offset)
                .containsExactly(bounds.first(), bounds.first() + 1, bounds.first() + 2);
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.next()).isEqualTo(message.offset() + 1))
                .allSatisfy(message -> assertDated(message.timestamp()))
                .allSatisfy(message -> assertThat(message.problem()).isNull());
    }

    /** The time stamp of a message published now; buses that date messages themselves override it. */
    protected void assertDated(Instant timestamp) {
        assertThat(timestamp).isEqualTo(now);
    }

    @Test
    void anEmptyBusHasNothingAndSaysSo() throws Exception {
        BusConsumer consumer = newConsumer();

        assertThat(consumer.bounds().isEmpty()).isTrue();
        consumer.seek(consumer.bounds().first());
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void deliversWhatComesWhileItWaits() throws Exception {
        BusConsumer consumer = newConsumer();
        consumer.seek(consumer.bounds().first());
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();

        publish(1, 2);

        assertThat(read(consumer, 2)).extracting(BusMessage::event).containsExactly(added(1), added(2));
    }

    @Test
    void letsReadersReadIndependentlyFromAnyOffset() throws Exception {
        publish(1, 10);
        BusConsumer one = newConsumer();
        BusConsumer two = newConsumer();
        long first = one.bounds().first();
        one.seek(first);
        two.seek(first + 7);

        assertThat(read(two, 3)).extracting(BusMessage::event).containsExactly(added(8), added(9), added(10));
        assertThat(read(one, 10)).extracting(BusMessage::offset).startsWith(first);
    }

    @Test
    void canBeReadMoreThanOnce() throws Exception {
        publish(1, 5);
        BusConsumer consumer = newConsumer();
        long first = consumer.bounds().first();

        List<BusMessage> once = readAll(consumer, first);
        List<BusMessage> twice = readAll(consumer, first);
        List<BusMessage> again = readAll(consumer, first + 4);

        assertThat(twice).isEqualTo(once);
        assertThat(again).containsExactly(once.get(4));
    }

    @Test
    void keepsOrderOverMoreMessagesThanTheReaderHoldsAtOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            publish(1000 * i + 1, 1000 * i + 1000);
        }
        BusConsumer consumer = newConsumer();

        List<BusMessage> messages = readAll(consumer, consumer.bounds().first());

        assertThat(messages)
                .extracting(BusMessage::event)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12_000)
                        .mapToObj(BusContract::added)
                        .toList());
    }

    @Test
    void movesAwayWhileMuchIsReadAhead() throws Exception {
        publish(1, 8000);
        BusConsumer consumer = newConsumer();
        long first = consumer.bounds().first();
        consumer.seek(first);
        read(consumer, 1);

        consumer.seek(consumer.bounds().end() - 1);

        assertThat(read(consumer, 1)).extracting(BusMessage::event).containsExactly(added(8000));
    }

    @Test
    void tellsWhatIsNotOursWithItsPlace() throws Exception {
        publish(1, 1);
        putForeign("not ours");
        publish(2, 2);
        BusConsumer consumer = newConsumer();

        List<BusMessage> messages = readAll(consumer, consumer.bounds().first());

        assertThat(messages).extracting(BusMessage::event).containsExactly(added(1), null, added(2));
        assertThat(messages.get(1).problem()).contains("not JSON");
        assertThat(messages.get(1).offset()).isEqualTo(messages.get(0).next());
    }

    @Test
    void tellsLoudlyThatRetentionDroppedWhatIsWanted() throws Exception {
        publish(1, 10);
        BusConsumer consumer = newConsumer();
        long first = consumer.bounds().first();

        dropOldest(5);

        consumer.seek(first + 1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> consumer.poll(LIMIT))
                    .isInstanceOf(OffsetLostException.class)
                    .hasMessageContaining("does not have the message " + (first + 1))
                    .hasMessageContaining("retention")
                    .hasMessageContaining("initsync");
        }
        assertThat(readAll(consumer, consumer.bounds().first())).isNotEmpty();
    }

    @Test
    void tellsLoudlyWhenEverythingWantedIsDropped() throws Exception {
        publish(1, 10);
        BusConsumer consumer = newConsumer();
        Bounds before = consumer.bounds();

        dropOldest(10);

        Bounds after = consumer.bounds();
        assertThat(after.first()).isGreaterThanOrEqualTo(before.end());
        consumer.seek(before.end() - 1);
        assertThatThrownBy(() -> consumer.poll(LIMIT)).isInstanceOf(OffsetLostException.class);
        consumer.seek(after.end());
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void tellsLoudlyWhenTheWantedOffsetLiesBeyondTheEnd() throws Exception {
        publish(1, 3);
        BusConsumer consumer = newConsumer();

        consumer.seek(consumer.bounds().end() + 1);

        assertThatThrownBy(() -> consumer.poll(LIMIT))
                .isInstanceOf(OffsetLostException.class)
                .hasMessageContaining("another bus than before");
    }

    @Test
    void goesOnWithTheOrderWhenTheProducerIsOpenedAgain() throws Exception {
        publish(1, 2);
        producer.close();
        opened.remove(producer);
        producer = newProducer();
        publish(3, 3);
        BusConsumer consumer = newConsumer();

        assertThat(readAll(consumer, consumer.bounds().first()))
                .extracting(BusMessage::event)
                .containsExactly(added(1), added(2), added(3));
    }

    protected final BusProducer newProducer() throws Exception {
        CamelContext context = context();
        Clock clock = InstantSource.fixed(now).withZone(ZoneOffset.UTC);
        BusProducer made = Buses.producer(context, producerDeclaration(), new Environment(clock, 0027));
        opened.add(made);
        return made;
    }

    protected final BusConsumer newConsumer() throws Exception {
        BusConsumer made = Buses.consumer(context(), consumerDeclaration());
        opened.add(made);
        return made;
    }

    /** Publishes an event for each number, in one batch. */
    protected final void publish(int from, int to) {
        producer.publish(IntStream.rangeClosed(from, to)
                .<Event>mapToObj(BusContract::added)
                .toList());
    }

    protected static Event added(int number) {
        return new Event.Added(
                Category.BASE,
                "Users",
                Key.of((long) number),
                Entry.of(Map.of("id", (long) number, "login", "user" + number)));
    }

    /** All that the bus has from {@code offset} on now. */
    protected static List<BusMessage> readAll(BusConsumer consumer, long offset) {
        long end = consumer.bounds().end();
        consumer.seek(offset);
        List<BusMessage> messages = new ArrayList<>();
        for (long next = offset;
                next < end;
                next = messages.get(messages.size() - 1).next()) {
            messages.addAll(read(consumer, 1));
        }
        return messages;
    }

    /** At least {@code count} messages, as many as come with them. */
    protected static List<BusMessage> read(BusConsumer consumer, int count) {
        List<BusMessage> messages = new ArrayList<>();
        while (messages.size() < count) {
            List<BusMessage> some = consumer.poll(LIMIT);
            assertThat(some).as("messages after the first " + messages.size()).isNotEmpty();
            messages.addAll(some);
        }
        return messages;
    }

    private CamelContext context() throws Exception {
        CamelContext context = Routes.started("bus/" + routeFile());
        opened.add(context);
        return context;
    }
}
