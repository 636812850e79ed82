package org.hermescdc.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.it.Child;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Peers that mean ill, or are many: the socket serves the others as if they were not there. */
@Timeout(60)
class ControlSocketFuzzTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.hermescdc.ops");

    @TempDir
    private Path folder;

    private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            lines.add(line);
        }
    };
    private Path path;
    private FakeServer server;
    private ControlSocket socket;

    @BeforeEach
    void open() {
        path = folder.resolve("s");
        server = new FakeServer();
        socket = new ControlSocket(
                new SocketFile(new HermesConfig.CliSocket(path, Optional.empty(), Optional.empty(), 0600, false)),
                LIMIT);
        socket.serve(server);
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void close() {
        LOG.detachAppender(log);
        socket.close();
    }

    @Test
    void answersGoodPeersExactlyWhateverOthersSend() throws Exception {
        Random random = new Random(20311);
        List<byte[]> messages = new ArrayList<>(malformed());
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            messages.add(bytes);
        }
        ExecutorService good = Executors.newSingleThreadExecutor();
        try {
            Future<?> answers = good.submit(() -> askOften(300));
            for (int i = 0; i < messages.size(); i++) {
                assertThat(exchange(messages.get(i))).as("message %s", i).isEmpty();
                if (i % 4 == 0) {
                    breakOff(messages.get(i));
                }
            }
            answers.get();
        } finally {
            good.shutdownNow();
        }
        assertThat(server.control().isStopRequested()).isFalse();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
    }

    private static List<byte[]> malformed() {
        List<byte[]> messages = new ArrayList<>();
        for (String text : List.of(
                "{\"argv\": " + "[".repeat(20_000),
                "{\"argv\": [\"quit\"], \"x\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                "{\"argv\": [" + "9".repeat(20_000) + "]}",
                "{\"argv\": [\"quit\"], \"x\": " + "9".repeat(20_000) + "}",
                "{\"argv\": [1e999999999]}",
                "{\"argv\": [null]}",
                "{\"argv\": [true, \"quit\"]}",
                "{\"argv\": [[\"quit\"]]}",
                "{\"argv\": [{\"quit\": 1}]}",
                "{\"argv\": {\"0\": \"quit\"}}",
                "{\"argv\": [\"quit\"]} {\"argv\": [\"quit\"]}",
                "{\"argv\": [\"quit\"]",
                "[{\"argv\": [\"quit\"]}]",
                "\u0000")) {
            messages.add(text.getBytes(UTF_8));
        }
        messages.add("{\"argv\": [\"quit\u00ff\u00c0\u0080\"]}".getBytes(ISO_8859_1));
        return messages;
    }

    private Void askOften(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(exchange("{\"argv\": [\"update\"]}".getBytes(UTF_8)))
                    .isEqualTo("{\"retcode\":0,\"retmsg\":\"cycle done\"}");
        }
        return null;
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private String exchange(byte[] message) throws IOException {
        try (SocketChannel peer = connect()) {
            write(peer, message);
            peer.shutdownOutput();
            return new String(Channels.newInputStream(peer).readAllBytes(), UTF_8);
        }
    }

    /** Sends half of it and vanishes. */
    private void breakOff(byte[] message) throws IOException {
        try (SocketChannel peer = connect()) {
            write(peer, Arrays.copyOf(message, message.length / 2));
        }
    }

    private static void write(SocketChannel peer, byte[] message) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(message);
        while (rest.hasRemaining()) {
            peer.write(rest);
        }
    }

    @Test
    void answersAWholeCommandOfAPeerThatDoesNotReadAndGoesOn() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (SocketChannel peer = connect()) {
                write(peer, "{\"argv\": [\"status\"]}".getBytes(UTF_8));
                peer.shutdownOutput();
            }
        }
        askOften(1);
    }

    @Test
    void letsTheSlowestGoWhereMoreConnectThanThereIsRoomFor() throws Exception {
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * ControlPeers.MOST; i++) {
                idle.add(connect());
            }
            askOften(10);
            assertThat(lines).anySatisfy(line -> assertThat(line.getFormattedMessage())
                    .isEqualTo(
                            "control socket: peer dropped: more than 128 are connected, and it is the" + " slowest"));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("control-socket"))
                    .hasSizeLessThanOrEqualTo(ControlSocket.MOST_COMMANDS + 1);
        } finally {
            for (SocketChannel peer : idle) {
                peer.close();
            }
        }
    }

    @Test
    void refusesCommandsBeyondThoseThatItExecutes() throws Exception {
        ExecutorService peers = Executors.newCachedThreadPool();
        try {
            server.withholdUpdates();
            List<Future<String>> waiting = new ArrayList<>();
            Callable<String> update = () -> exchange("{\"argv\": [\"update\"]}".getBytes(UTF_8));
            for (int i = 0; i < ControlSocket.MOST_COMMANDS; i++) {
                waiting.add(peers.submit(update));
            }
            server.awaitWithheld(ControlSocket.MOST_COMMANDS);

            assertThat(update.call())
                    .isEqualTo("{\"retcode\":1,\"retmsg\":\"hermes-server is executing 32 commands already; send this"
                            + " one again when some of them are done\"}");

            server.giveUpdates();
            for (Future<String> answer : waiting) {
                assertThat(answer.get()).isEqualTo("{\"retcode\":0,\"retmsg\":\"cycle done\"}");
            }
        } finally {
            peers.shutdownNow();
        }
    }

    @Test
    void showsNoFileOfTheApplication() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");

        assertThat(exchange(ControlMessages.request(List.of("status", "@" + secret))))
                .contains("\"retcode\":2")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnWhenFileDescriptorsWereLacking(boolean activated) throws Exception {
        Path other = Files.createDirectory(folder.resolve("full"));
        String systemd = """
                use Socket;
                close(STDIN);
                socket(my $listening, PF_UNIX, SOCK_STREAM, 0) or die;
                fileno($listening) == 0 or die;
                bind($listening, sockaddr_un(shift @ARGV)) or die;
                listen($listening, 5) or die;
                exec(@ARGV) or die;
                """;
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"));
        if (activated) {
            command.addAll(List.of("perl", "-e", systemd, other.resolve("s").toString()));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-MaxFDLimit",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FullControlSocket.class.getName(),
                other.toString(),
                String.valueOf(activated)));
        try (Child child = Child.start(folder.resolve("log"), Map.of(), Duration.ofSeconds(1), command)) {
            child.awaitLog("all taken", Duration.ofSeconds(20));
            path = other.resolve("s");
            // two may be accepted with what the program's former peers gave back, late, to the hoard
            try (SocketChannel first = connect();
                    SocketChannel second = connect();
                    SocketChannel early = connect()) {
                assertThat(List.of(first, second)).allMatch(SocketChannel::isConnected);
                child.awaitLog("Too many open files; it goes on trying", Duration.ofSeconds(30));
                Files.createFile(other.resolve("enough"));
                write(early, "{\"argv\": [\"update\"]}".getBytes(UTF_8));
                early.shutdownOutput();

                assertThat(new String(Channels.newInputStream(early).readAllBytes(), UTF_8))
                        .isEqualTo("{\"retcode\":0,\"retmsg\":\"cycle done\"}");
            }
            exchange("{\"argv\": [\"quit\"]}".getBytes(UTF_8));
            assertThat(child.awaitExit(Duration.ofSeconds(30))).isZero();
        }
    }
}
