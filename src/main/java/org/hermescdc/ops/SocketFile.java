package org.hermescdc.ops;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;

/** The file of a control socket: where it is, whose it is, or that systemd manages it. */
public final class SocketFile {

    private static final int SOCKET = 0140000;
    private static final int KIND = 0170000;

    private final HermesConfig.CliSocket config;
    private Object made;

    public SocketFile(HermesConfig.CliSocket config) {
        this.config = config;
    }

    Path path() {
        return config.path();
    }

    /** Listens: on the socket that systemd has handed over, or on a new file. */
    ServerSocketChannel open() {
        try {
            return config.inherited() ? inherited() : bind();
        } catch (IOException | UnsupportedOperationException e) {
            throw new HermesException("control socket " + path() + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Removes the file that {@link #open} made, if it is still there. */
    void delete() {
        if (made != null) {
            try {
                if (Files.exists(path(), LinkOption.NOFOLLOW_LINKS) && made.equals(identity())) {
                    Files.delete(path());
                }
            } catch (IOException e) {
                throw new HermesException("control socket " + path() + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }

    /** The launcher has made descriptor 3 of systemd our standard input: Java finds it there only. */
    private ServerSocketChannel inherited() throws IOException {
        Channel channel = System.inheritedChannel();
        if (channel instanceof ServerSocketChannel listening) {
            return listening;
        }
        throw new HermesException(
                "hermes.cli_socket.dont_manage_sockfile is true, but systemd has handed over no listening"
                        + " socket: LISTEN_FDS is " + System.getenv("LISTEN_FDS") + ", expected 1 (socket activation)");
    }

    private ServerSocketChannel bind() throws IOException {
        replaceStale();
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(path()));
            made = identity();
            own();
            letGoOfTheEarly(listening);
            return listening;
        } catch (IOException | RuntimeException e) {
            listening.close();
            delete();
            throw e;
        }
    }

    private Object identity() throws IOException {
        return Files.readAttributes(path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Java cannot listen later than it makes the file: who connected before it had its owner and mode is let go. */
    private static void letGoOfTheEarly(ServerSocketChannel listening) throws IOException {
        listening.configureBlocking(false);
        for (SocketChannel early = listening.accept(); early != null; early = listening.accept()) {
            early.close();
        }
    }

    private void replaceStale() throws IOException {
        if (!Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int mode = (Integer) Files.getAttribute(path(), "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & KIND) != SOCKET) {
            throw new HermesException("control socket " + path()
                    + ": another kind of file is there; remove it, or change" + " hermes.cli_socket.path");
        }
        if (answers()) {
            throw new HermesException("control socket " + path() + ": another program listens there; stop it, or change"
                    + " hermes.cli_socket.path");
        }
        Files.delete(path());
    }

    /** Only a refusal tells that nobody listens; not to wait: a program that hangs lets others wait without end. */
    private boolean answers() throws IOException {
        try (SocketChannel peer = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            peer.configureBlocking(false);
            peer.connect(UnixDomainSocketAddress.of(path()));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException unknown) {
            throw new HermesException("control socket " + path() + ": a socket is there, and whether a program listens"
                    + " there cannot be told (" + unknown.getMessage() + "); stop the program, or change"
                    + " hermes.cli_socket.path");
        }
    }

    /** The owner first: a change of owner clears some bits of the mode. */
    private void own() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path(), PosixFileAttributeView.class);
        UserPrincipalLookupService names = path().getFileSystem().getUserPrincipalLookupService();
        try {
            if (config.owner().isPresent()) {
                view.setOwner(names.lookupPrincipalByName(config.owner().get()));
            }
            if (config.group().isPresent()) {
                view.setGroup(names.lookupPrincipalByGroupName(config.group().get()));
            }
        } catch (UserPrincipalNotFoundException unknown) {
            throw new HermesException("control socket " + path() + ": this machine knows no user or group '"
                    + unknown.getName() + "' (hermes.cli_socket.owner, hermes.cli_socket.group)");
        }
        Files.setAttribute(path(), "unix:mode", config.mode());
    }
}
