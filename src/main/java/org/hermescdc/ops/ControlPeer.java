package org.hermescdc.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One peer of the control socket: it sends its command, waits for the answer, and takes it. Called by the thread that
 * attends to all peers; only {@link #answer} may be called by another.
 */
final class ControlPeer implements AutoCloseable {

    /** A command is short; more is not one. */
    static final int LONGEST_REQUEST = 1 << 16;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Duration limit;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private volatile ByteBuffer answer;
    private volatile boolean waiting;
    private volatile long since = System.nanoTime();

    /** @param limit within which it has to send its command, and then to take some of the answer each time */
    ControlPeer(SocketChannel channel, Selector selector, Duration limit) throws IOException {
        this.channel = channel;
        this.limit = limit;
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Whether its command is being executed: then the peer is not what takes time. */
    boolean isWaiting() {
        return waiting;
    }

    /** Whether it has sent its command, and is not done with. */
    boolean hasAsked() {
        return waiting || answer != null;
    }

    /** For how many nanoseconds it has kept Hermes waiting. */
    long age() {
        return System.nanoTime() - since;
    }

    boolean isLate() {
        return !waiting && age() >= limit.toNanos();
    }

    /**
     * Reads what has come.
     *
     * @return whether it was the last of the command; from then on the peer waits for {@link #answer}
     */
    boolean read(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            waiting = true;
            key.interestOps(0);
            return true;
        }
        request.write(buffer.array(), 0, count);
        if (request.size() > LONGEST_REQUEST) {
            throw new IOException("its message is longer than " + LONGEST_REQUEST + " bytes");
        }
        return false;
    }

    byte[] request() {
        return request.toByteArray();
    }

    /** Hands over what to answer. */
    void answer(byte[] message) {
        since = System.nanoTime();
        answer = ByteBuffer.wrap(message);
        waiting = false;
        try {
            key.interestOps(SelectionKey.OP_WRITE);
            key.selector().wakeup();
        } catch (CancelledKeyException stopped) {
            // nobody is there any more to be answered
            answer = null;
        }
    }

    /**
     * Writes what the peer takes now.
     *
     * @return whether that was all
     */
    boolean write() throws IOException {
        if (channel.write(answer) > 0) {
            since = System.nanoTime();
        }
        return !answer.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
