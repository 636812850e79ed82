package org.hermescdc.plugin.bus.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ShutdownListener;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hermescdc.spi.BusException;

/**
 * What the broker says of a batch of messages while it is sent. A stream that is not up, as just after a start of the
 * broker, gives messages back and confirms them all the same: one that came back makes the whole batch count as not sent.
 */
final class Confirms {

    /** Since the last sign of progress. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BitSet confirmed = new BitSet();
    private final long firstNumber;
    private final int count;
    private final Supplier<String> blocked;
    private final ShutdownListener shutdown = this::fail;
    private int sent;
    private boolean returned;
    private RuntimeException failure;

    /**
     * @param firstNumber the channel's number of the first message
     * @param blocked why the broker takes no messages now; null if it does
     */
    Confirms(long firstNumber, int count, Supplier<String> blocked) {
        this.firstNumber = firstNumber;
        this.count = count;
        this.blocked = blocked;
    }

    void listenTo(Channel channel) {
        channel.clearConfirmListeners();
        channel.clearReturnListeners();
        channel.addReturnListener(message -> giveBack(message.getReplyText()));
        channel.addConfirmListener(new ConfirmListener() {
            @Override
            public void handleAck(long number, boolean multiple) {
                confirm(number, multiple);
            }

            @Override
            public void handleNack(long number, boolean multiple) {
                fail(new BusException("the broker refused a message"));
            }
        });
        channel.addShutdownListener(shutdown);
    }

    void leave(Channel channel) {
        channel.removeShutdownListener(shutdown);
    }

    void sent() {
        sent++;
    }

    /** How many may have been sent: one more than was told, which may have been under way. */
    int begun() {
        return sent + 1;
    }

    /** Waits until fewer than {@code most} messages are on their way; throws if the batch has failed. */
    void awaitRoom(int most) {
        await(most - 1);
    }

    /** Waits until all are confirmed; throws if the batch has failed. */
    void awaitAll() {
        await(0);
    }

    /** How many, from the start of the batch, are known to be on the stream. */
    int acknowledged() {
        lock.lock();
        try {
            return returned ? 0 : confirmed.nextClearBit(0);
        } finally {
            lock.unlock();
        }
    }

    private void await(int most) {
        lock.lock();
        try {
            int before = confirmed.cardinality();
            long left = LIMIT.toNanos();
            while (failure == null && sent - confirmed.cardinality() > most) {
                left = changed.awaitNanos(left);
                int now = confirmed.cardinality();
                if (now > before) {
                    before = now;
                    left = LIMIT.toNanos();
                } else if (left <= 0) {
                    throw new BusException(slow());
                }
            }
            if (failure != null) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    private String slow() {
        String reason = blocked.get();
        return "nothing was confirmed for " + LIMIT.toSeconds() + " s"
                + (reason == null ? "" : "; the broker takes no messages now: " + reason);
    }

    private void confirm(long number, boolean multiple) {
        lock.lock();
        try {
            int index = (int) Math.min(number - firstNumber, count - 1L);
            if (index >= 0) {
                confirmed.set(multiple ? 0 : index, index + 1);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(String reason) {
        lock.lock();
        try {
            returned = true;
            failure = new BusException(
                    "the broker gave a message back, since the stream is not there or not up: " + reason);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(RuntimeException reason) {
        lock.lock();
        try {
            if (failure == null) {
                failure = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
