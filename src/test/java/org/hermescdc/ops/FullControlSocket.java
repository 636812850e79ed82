package org.hermescdc.ops;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hermescdc.config.HermesConfig;

/** A program whose control socket meets a lack of file descriptors, until its folder has a file {@code enough}. */
final class FullControlSocket {

    private FullControlSocket() {}

    /** @param arguments the folder of the socket {@code s}; whether the standard input is that socket, as with systemd */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path path = folder.resolve("s");
        HermesConfig.CliSocket config = new HermesConfig.CliSocket(
                path, Optional.empty(), Optional.empty(), 0600, Boolean.parseBoolean(arguments[1]));
        FakeServer server = new FakeServer();
        try (ControlSocket socket = new ControlSocket(new SocketFile(config), Duration.ofSeconds(1))) {
            socket.serve(server);
            loadClasses(path);
            List<AutoCloseable> hoard = hoard();
            System.out.println("all taken");
            while (!Files.exists(folder.resolve("enough"))) {
                server.control().sleep(Duration.ofMillis(20));
            }
            for (AutoCloseable taken : hoard) {
                taken.close();
            }
            while (!server.control().isStopRequested()) {
                server.control().sleep(Duration.ofMillis(20));
            }
        }
    }

    /** Those of a folder need a file descriptor each, unlike those of a jar. */
    private static void loadClasses(Path path) throws IOException {
        ControlClient.send("hermes-server", path, List.of("update"));
        try (SocketChannel malformed = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            malformed.shutdownOutput();
            malformed.read(ByteBuffer.allocate(1));
        }
    }

    private static List<AutoCloseable> hoard() {
        List<AutoCloseable> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException full) {
            return taken;
        }
    }
}
