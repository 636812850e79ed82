package org.hermescdc.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Whole messages over a Unix socket, with a limit of time: a blocking channel of that kind has none. */
final class PeerChannel implements AutoCloseable {

    /** A command is short; more is not one. */
    private static final int LONGEST_REQUEST = 1 << 20;

    private final SocketChannel channel;
    private final Selector selector;

    PeerChannel(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, 0);
    }

    /**
     * Reads until the peer has closed its sending side.
     *
     * @throws SocketTimeoutException when it has not within the time
     */
    byte[] readAll(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (message.size() <= LONGEST_REQUEST) {
            await(SelectionKey.OP_READ, end, limit);
            int count = channel.read(buffer.clear());
            if (count < 0) {
                return message.toByteArray();
            }
            message.write(buffer.array(), 0, count);
        }
        throw new IOException("message longer than " + LONGEST_REQUEST + " bytes");
    }

    /**
     * Writes the whole message and closes the sending side.
     *
     * @throws SocketTimeoutException when the peer takes nothing for that long
     */
    void writeAll(byte[] message, Duration limit) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        while (buffer.hasRemaining()) {
            await(SelectionKey.OP_WRITE, System.nanoTime() + limit.toNanos(), limit);
            channel.write(buffer);
        }
        channel.shutdownOutput();
    }

    private void await(int operation, long end, Duration limit) throws IOException {
        channel.keyFor(selector).interestOps(operation);
        long left = end - System.nanoTime();
        selector.selectedKeys().clear();
        if (left <= 0 || selector.select(Math.max(1, left / 1_000_000)) == 0) {
            throw new SocketTimeoutException("nothing within " + limit.toMillis() + " ms");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
