package org.hermescdc.ops;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control socket of an application: each connection is one command (spec/08). A malformed message is logged
 * and ignored; a peer that is too slow is dropped; neither disturbs the others.
 */
public final class ControlSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private final SocketFile file;
    private final Duration limit;
    private final ServerSocketChannel listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(ControlSocket::thread);

    /**
     * Opens the socket. Who connects has to wait until {@link #serve}.
     *
     * @param file where it is, and whose
     * @param limit a peer that does not send its command, or take the answer, within this time is dropped
     * @throws org.hermescdc.core.HermesException when the socket cannot be made
     */
    public ControlSocket(SocketFile file, Duration limit) {
        this.file = file;
        this.limit = limit;
        this.listening = file.open();
    }

    /** Answers from now on, for this application. */
    public void serve(Application application) {
        threads.execute(() -> accept(application));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "control-socket");
        thread.setDaemon(true);
        return thread;
    }

    private void accept(Application application) {
        try {
            while (true) {
                SocketChannel peer = listening.accept();
                threads.execute(() -> serve(application, peer));
            }
        } catch (ClosedChannelException closed) {
            LOG.debug("control socket closed");
        } catch (IOException e) {
            LOG.error("control socket {}: {}; it answers no more until the next start", file.path(), e.getMessage());
        }
    }

    private void serve(Application application, SocketChannel accepted) {
        try (PeerChannel peer = new PeerChannel(accepted)) {
            Optional<List<String>> argv = ControlMessages.readRequest(peer.readAll(limit));
            if (argv.isEmpty()) {
                LOG.warn("control socket: malformed message ignored; expected {\"argv\": [\"status\"]}");
                return;
            }
            LOG.info("control socket: {}", argv.get());
            peer.writeAll(ControlMessages.reply(answer(application, argv.get())), limit);
        } catch (IOException e) {
            LOG.warn("control socket: peer dropped: {}", e.getMessage());
        }
    }

    private static Reply answer(Application application, List<String> argv) {
        try {
            return ControlCommands.answer(application, argv);
        } catch (InterruptedException stopped) {
            return new Reply(ExitCode.ERROR, application.name() + " stopped before the command was done");
        } catch (RuntimeException fault) {
            LOG.error("control socket: {} failed", argv, fault);
            return new Reply(ExitCode.ERROR, application.name() + " failed: " + fault);
        }
    }

    /** Answers no more; gives the answers under way a moment, and removes the socket file. */
    @Override
    public void close() {
        try {
            listening.close();
            threads.shutdown();
            if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (IOException e) {
            LOG.warn("control socket {}: {}", file.path(), e.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            file.delete();
        }
    }
}
