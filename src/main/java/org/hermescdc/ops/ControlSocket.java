package org.hermescdc.ops;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hermescdc.core.HermesException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control socket of an application: each connection is one command (spec/08). A malformed message is logged
 * and ignored; a peer that is too slow is dropped; neither disturbs the others.
 */
public final class ControlSocket implements AutoCloseable {

    /** Executed at the same time; an update or an initsync may wait for a cycle. */
    static final int MOST_COMMANDS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    private final SocketFile file;
    private final Duration limit;
    private final ControlPeers peers;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0, MOST_COMMANDS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), ControlSocket::thread);
    private volatile Application application;
    private Thread loop;

    /**
     * Opens the socket. Who connects has to wait until {@link #serve}.
     *
     * @param file where it is, and whose
     * @param limit a peer that does not send its command, or take the answer, within this time is dropped
     * @throws HermesException when the socket cannot be made
     */
    public ControlSocket(SocketFile file, Duration limit) {
        this.file = file;
        this.limit = limit;
        ServerSocketChannel listening = file.open();
        try {
            this.peers = new ControlPeers(listening, limit, this::take);
        } catch (IOException e) {
            throw new HermesException("control socket " + file.path() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Answers from now on, for this application. */
    public void serve(Application application) {
        this.application = application;
        loop = thread(peers);
        loop.start();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "control-socket");
        thread.setDaemon(true);
        return thread;
    }

    private void take(ControlPeer peer) {
        try {
            workers.execute(() -> execute(peer));
        } catch (RejectedExecutionException full) {
            LOG.warn("control socket: command refused: {} are under way", MOST_COMMANDS);
            peer.answer(ControlMessages.reply(new Reply(
                    ExitCode.ERROR,
                    application.name() + " is executing " + MOST_COMMANDS
                            + " commands already; send this one again when some of them are done")));
        }
    }

    /** Whatever comes of it, the peer gets an answer, of no bytes where there is none. */
    private void execute(ControlPeer peer) {
        byte[] answer = {};
        try {
            Optional<List<String>> argv = ControlMessages.readRequest(peer.request());
            if (argv.isEmpty()) {
                LOG.warn("control socket: malformed message ignored; expected {\"argv\": [\"status\"]}");
            } else {
                LOG.info("control socket: {}", argv.get());
                answer = ControlMessages.reply(answer(argv.get()));
            }
        } finally {
            peer.answer(answer);
        }
    }

    private Reply answer(List<String> argv) {
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
            workers.shutdown();
            peers.stop();
            if (!workers.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
            if (loop == null) {
                peers.close();
            } else {
                loop.join(2 * limit.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            file.delete();
        }
    }
}
