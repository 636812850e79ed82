package org.hermescdc.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All peers of the control socket, attended to by one thread that waits for none of them. It ends with {@link #stop}
 * only: what fails costs one peer, or a pause.
 */
final class ControlPeers implements Runnable {

    /** Connected at the same time; where one more comes, the slowest has to go. */
    static final int MOST = 128;

    private static final Logger LOG = LoggerFactory.getLogger(ControlPeers.class);

    /** After a failure to accept: what lacks, such as file descriptors, does not come back at once. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ServerSocketChannel listening;
    private final Duration limit;
    private final Consumer<ControlPeer> commands;
    private final Selector selector;
    private final SelectionKey accepting;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192);
    private boolean failing;
    private long failedAt;
    private volatile boolean stopping;
    private volatile long stoppedAt;

    /**
     * @param limit how long a peer may take
     * @param commands takes each peer that has sent its command, and returns at once
     */
    ControlPeers(ServerSocketChannel listening, Duration limit, Consumer<ControlPeer> commands) throws IOException {
        this.listening = listening;
        this.limit = limit;
        this.commands = commands;
        listening.configureBlocking(false);
        selector = Selector.open();
        accepting = listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public void run() {
        while (!isDone()) {
            try {
                selector.select(this::attend, PAUSE.toMillis());
                dropLate();
                if (failing && !stopping && System.nanoTime() - failedAt >= PAUSE.toNanos()) {
                    accepting.interestOps(SelectionKey.OP_ACCEPT);
                }
            } catch (IOException | RuntimeException | LinkageError e) {
                // where file descriptors lack, a class may not be found either
                pause(e);
            }
        }
        close();
    }

    /** Accepts no more; {@link #run} ends when the answers under way are taken, at the latest after the limit. */
    void stop() {
        stoppedAt = System.nanoTime();
        stopping = true;
        selector.wakeup();
    }

    /** For when {@link #run} was never called. */
    void close() {
        peers().forEach(ControlPeers::close);
        try {
            selector.close();
            listening.close();
        } catch (IOException e) {
            LOG.warn("control socket: {}", e.getMessage());
        }
    }

    private boolean isDone() {
        return stopping
                && (System.nanoTime() - stoppedAt > 2 * limit.toNanos()
                        || peers().stream().noneMatch(ControlPeer::hasAsked));
    }

    private List<ControlPeer> peers() {
        return selector.keys().stream()
                .filter(key -> key.isValid() && key.attachment() != null)
                .map(key -> (ControlPeer) key.attachment())
                .toList();
    }

    private void attend(SelectionKey key) {
        if (key.attachment() == null) {
            accept();
            return;
        }
        ControlPeer peer = (ControlPeer) key.attachment();
        try {
            if (key.isReadable()) {
                if (peer.read(buffer)) {
                    commands.accept(peer);
                }
            } else if (peer.write()) {
                peer.close();
            }
        } catch (IOException | RuntimeException e) {
            drop(peer, e.getMessage());
        }
    }

    private void accept() {
        if (stopping) {
            accepting.interestOps(0);
            return;
        }
        try {
            SocketChannel channel = listening.accept();
            failing = false;
            if (channel != null) {
                makeRoom();
                add(channel);
            }
        } catch (IOException e) {
            pause(e);
        }
    }

    private void add(SocketChannel channel) throws IOException {
        try {
            new ControlPeer(channel, selector, limit);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void makeRoom() {
        List<ControlPeer> peers = peers();
        if (peers.size() >= MOST) {
            peers.stream()
                    .filter(peer -> !peer.isWaiting())
                    .max(Comparator.comparingLong(ControlPeer::age))
                    .ifPresent(slowest -> drop(slowest, "more than " + MOST + " are connected, and it is the slowest"));
        }
    }

    /** Told once for as long as it lasts. */
    private void pause(Throwable e) {
        boolean known = failing;
        failing = true;
        failedAt = System.nanoTime();
        accepting.interestOps(0);
        if (!known) {
            LOG.error("control socket: no connection can be accepted: {}; it goes on trying", e.getMessage());
        }
    }

    private void dropLate() {
        for (ControlPeer peer : peers()) {
            if (peer.isLate()) {
                drop(
                        peer,
                        (peer.hasAsked() ? "it took no answer" : "its command was not complete") + " within "
                                + limit.toMillis() + " ms");
            }
        }
    }

    private static void drop(ControlPeer peer, String why) {
        LOG.warn("control socket: peer dropped: {}", why);
        close(peer);
    }

    private static void close(ControlPeer peer) {
        try {
            peer.close();
        } catch (IOException e) {
            LOG.debug("control socket: {}", e.getMessage());
        }
    }
}
