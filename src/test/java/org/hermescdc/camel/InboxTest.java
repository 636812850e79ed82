package org.hermescdc.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.IncomingMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InboxTest {

    private final Inbox inbox = new Inbox();

    @BeforeEach
    void open() {
        inbox.open(5);
    }

    @Test
    void takesTheMessageThatMustComeNextAndNoOther() {
        inbox.deliver(messages(5, 6));

        assertThatThrownBy(() -> inbox.deliver(messages(9, 10)))
                .isInstanceOf(BusException.class)
                .hasMessageContaining("from 9 where those from 7 must come next");
        assertThatThrownBy(() -> inbox.deliver(messages(6, 7))).isInstanceOf(BusException.class);
        inbox.deliver(messages(7, 7));

        assertThat(take()).extracting(BusMessage::offset).containsExactly(5L, 6L, 7L);
        assertThat(inbox.next()).isEqualTo(8);
    }

    @Test
    void takesAMessageThatTheBusHasBehindAHole() {
        inbox.deliver(List.of(new IncomingMessage(5, 8, Instant.EPOCH, "{}")).iterator());

        assertThat(inbox.next()).isEqualTo(9);
    }

    @Test
    void tellsBytesThatAreNoTextFromAnEvent() {
        byte[] latin = {'{', '"', (byte) 0xE9, '"', '}'};

        inbox.deliver(List.of(IncomingMessage.of(5, 5, Instant.EPOCH, latin)).iterator());

        assertThat(take()).containsExactly(new BusMessage(5, 6, Instant.EPOCH, null, "it is not UTF-8 text"));
    }

    @Test
    void tellsAFailureOnceBehindWhatWasReadBefore() {
        BusException failure = new BusException("bus is down");
        inbox.deliver(messages(5, 5));
        inbox.fail(failure);

        assertThat(take()).hasSize(1);
        assertThatThrownBy(this::take).isSameAs(failure);
        assertThat(inbox.take(Duration.ZERO)).isEmpty();
    }

    @Test
    void holdsTheReaderBackUntilTheClientTakes() {
        AtomicLong read = new AtomicLong();
        CompletableFuture<Void> reader =
                CompletableFuture.runAsync(() -> inbox.deliver(counted(messages(5, 100_004), read)));

        long taken = take().size();
        while (taken < 100_000) {
            assertThat(read.get() - taken).isLessThanOrEqualTo(5_001);
            taken += take().size();
        }

        assertThat(reader).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(taken).isEqualTo(100_000);
    }

    @Test
    void holdsTheReaderBackWhileLargeMessagesWait() {
        AtomicLong read = new AtomicLong();
        String large = "x".repeat(5 << 20);
        Iterator<IncomingMessage> messages = LongStream.rangeClosed(5, 24)
                .mapToObj(offset -> new IncomingMessage(offset, offset, Instant.EPOCH, large))
                .iterator();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> inbox.deliver(counted(messages, read)));

        long taken = take().size();
        while (taken < 20) {
            assertThat(read.get() - taken).isLessThanOrEqualTo(4);
            taken += take().size();
        }

        assertThat(reader).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void takesAMessageThatIsLargerThanItsRoom() {
        String huge = "x".repeat(17 << 20);
        inbox.deliver(List.of(new IncomingMessage(5, 5, Instant.EPOCH, huge)).iterator());

        assertThat(take()).extracting(BusMessage::offset).containsExactly(5L);
        inbox.deliver(messages(6, 6));
        assertThat(take()).extracting(BusMessage::offset).containsExactly(6L);
    }

    @Test
    void letsAWaitingReaderGoWhenTheClientMovesElsewhere() {
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> inbox.deliver(messages(5, 100_004)));
        take();

        inbox.close();

        assertThat(reader).succeedsWithin(10, TimeUnit.SECONDS);
        inbox.open(40);
        assertThat(inbox.next()).isEqualTo(40);
        assertThat(inbox.take(Duration.ZERO)).isEmpty();
    }

    private List<BusMessage> take() {
        return inbox.take(Duration.ofSeconds(10));
    }

    private static Iterator<IncomingMessage> messages(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(offset -> new IncomingMessage(offset, offset, Instant.EPOCH, "{}"))
                .iterator();
    }

    private static Iterator<IncomingMessage> counted(Iterator<IncomingMessage> messages, AtomicLong count) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return messages.hasNext();
            }

            @Override
            public IncomingMessage next() {
                count.incrementAndGet();
                return messages.next();
            }
        };
    }
}
