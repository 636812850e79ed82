package org.hermescdc.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlSocketTest {

    @TempDir
    private Path folder;

    private Path path;
    private FakeServer server;
    private ControlSocket socket;

    @BeforeEach
    void open() {
        path = folder.resolve("control.sock");
        server = new FakeServer();
        socket = open(Duration.ofSeconds(10));
    }

    private ControlSocket open(Duration limit) {
        ControlSocket opened = new ControlSocket(file(Optional.empty(), 0660), limit);
        opened.serve(server);
        return opened;
    }

    private SocketFile file(Optional<String> owner, int mode) {
        return new SocketFile(new HermesConfig.CliSocket(path, owner, Optional.empty(), mode, false));
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private Reply send(String... argv) {
        return ControlClient.send("hermes-server", path, List.of(argv));
    }

    private String exchange(String message) throws IOException {
        try (SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            ByteBuffer rest = ByteBuffer.wrap(message.getBytes(UTF_8));
            while (rest.hasRemaining()) {
                peer.write(rest);
            }
            peer.shutdownOutput();
            return new String(Channels.newInputStream(peer).readAllBytes(), UTF_8);
        }
    }

    /** A peer that still sends when it is dropped sees its connection broken. */
    private String exchangeOrBreak(String message) {
        try {
            return exchange(message);
        } catch (IOException broken) {
            return "";
        }
    }

    @Test
    void answersInTheFormOfTheProtocol() throws IOException {
        assertThat(exchange("{\"argv\": [\"update\"]}")).isEqualTo("{\"retcode\":0,\"retmsg\":\"cycle done\"}");
    }

    @Test
    void tellsWhyARequestWasRefused() {
        assertThat(send("initsync")).isEqualTo(new Reply(1, "no complete cycle yet"));
    }

    @Test
    void releasesTheRemovalsThatTheCommandNames() {
        assertThat(send("update", "--accept-removals=SRVUsers=3f2a"))
                .isEqualTo(new Reply(0, "released {SRVUsers=3f2a}"));
        assertThat(send("update", "--accept-removals", "SRVUsers"))
                .isEqualTo(new Reply(
                        1,
                        "--accept-removals SRVUsers: which set? Expected SRVUsers=SET, with SET as the status tells it"
                                + " (SRVUsers.error.held.set)"));
    }

    @Test
    void refusesToPauseTwiceAndToResumeWhatRuns() {
        assertThat(send("resume")).isEqualTo(new Reply(1, "hermes-server is not paused"));
        assertThat(send("pause")).isEqualTo(new Reply(0, ""));
        assertThat(send("pause")).isEqualTo(new Reply(1, "hermes-server is already paused, since 2031-03-03 08:00:00"));
        assertThat(send("resume")).isEqualTo(new Reply(0, ""));
    }

    @Test
    void leavesOutEmptyPartsOfTheStatusUnlessAsked() {
        assertThat(send("status").retmsg()).isEqualTo("""
                hermes-server:
                  information:
                    status: running""");
        assertThat(send("status", "-v").retmsg()).isEqualTo("""
                hermes-server:
                  information:
                    status: running
                  warning: none
                  error:
                    mergeConflicts: none""");
    }

    @Test
    void givesTheStatusAsJson() {
        assertThat(send("status", "-jv").retmsg()).isEqualToIgnoringWhitespace("""
                {"hermes-server": {"information": {"status": "running"}, "warning": {}, "error": {"mergeConflicts": []}}}
                """);
    }

    @Test
    void givesTheStatusAsJsonWhateverItsValues() {
        server.hold("SRVUsers", Map.of("objpkey", LocalDateTime.of(2031, 3, 3, 8, 0)));

        assertThat(send("status", "-j").retmsg()).contains("\"objpkey\": \"HermesDatetime(2031-03-03T08:00:00Z)\"");
    }

    @Test
    void stopsTheApplicationOnQuit() {
        assertThat(send("quit").retcode()).isZero();

        assertThat(server.control().isStopRequested()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart", "status --xml", "", "status now"})
    void answersAMistakeWithTheUsage(String line) {
        Reply reply = line.isEmpty() ? send() : send(line.split(" "));

        assertThat(reply.retcode()).isEqualTo(2);
        assertThat(reply.retmsg()).contains("Usage: hermes-server-cli");
    }

    @Test
    void answersHelp() {
        assertThat(send("status", "--help").retcode()).isZero();
        assertThat(send("status", "--help").retmsg()).contains("--json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status",
                "[]",
                "{",
                "{}",
                "{\"argv\": \"status\"}",
                "{\"argv\": [1]}",
                "{\"argv\": null}",
                "{\"argv\":[\"quit\"]"
            })
    void ignoresAMalformedMessageAndGoesOn(String message) throws IOException {
        assertThat(exchange(message)).isEmpty();
        assertThat(server.control().isStopRequested()).isFalse();
        assertThat(send("status").retcode()).isZero();
    }

    @Test
    void ignoresAnEndlessMessage() {
        String quit = "{\"argv\": [\"quit\"], \"pad\": \"" + "x".repeat(4 << 20) + "\"}";

        assertThat(exchangeOrBreak(quit)).isEmpty();
        assertThat(server.control().isStopRequested()).isFalse();
        assertThat(send("status").retcode()).isZero();
    }

    @Test
    void dropsAPeerThatDoesNotFinish() throws IOException {
        socket.close();
        socket = open(Duration.ofMillis(100));
        try (SocketChannel slow = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            slow.write(ByteBuffer.wrap("{\"argv\":".getBytes(UTF_8)));

            assertThat(slow.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void servesOthersBesideASlowPeer() throws IOException {
        try (SocketChannel slow = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            slow.write(ByteBuffer.wrap("{".getBytes(UTF_8)));

            assertThat(send("status").retcode()).isZero();
        }
    }

    @Test
    void setsTheModeAndRemovesTheFileAtTheEnd() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw----");

        socket.close();

        assertThat(path).doesNotExist();
    }

    @Test
    void replacesASocketThatNobodyListensTo() throws IOException {
        socket.close();
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(path))
                .close();
        assertThat(path).exists();

        socket = open(Duration.ofSeconds(10));

        assertThat(send("status").retcode()).isZero();
    }

    @Test
    void refusesTheSocketOfAnother() {
        assertThatThrownBy(() -> open(Duration.ofSeconds(1)))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("another program listens there");
    }

    @Test
    void refusesAnotherKindOfFile() throws IOException {
        socket.close();
        Files.writeString(path, "precious");

        assertThatThrownBy(() -> open(Duration.ofSeconds(1)))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("another kind of file is there");
        assertThat(path).hasContent("precious");
    }

    @Test
    void refusesTheSocketOfOneThatHangs() throws IOException {
        socket.close();
        try (ServerSocketChannel hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hung.bind(UnixDomainSocketAddress.of(path), 1);
            List<SocketChannel> unheard = List.of(
                    SocketChannel.open(UnixDomainSocketAddress.of(path)),
                    SocketChannel.open(UnixDomainSocketAddress.of(path)));

            assertThatThrownBy(() -> open(Duration.ofSeconds(1)))
                    .isInstanceOf(HermesException.class)
                    .hasMessageContaining("whether a program listens there cannot be told");
            assertThat(path).exists();
            for (SocketChannel peer : unheard) {
                peer.close();
            }
        }
    }

    @Test
    void leavesWhatHasTakenItsPlaceAlone() throws IOException {
        Files.delete(path);
        Files.writeString(path, "precious");

        socket.close();

        assertThat(path).hasContent("precious");
    }

    @Test
    void refusesAnUnknownOwner() {
        socket.close();

        assertThatThrownBy(() -> new ControlSocket(file(Optional.of("nobody-of-that-name"), 0600), Duration.ZERO))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("no user or group 'nobody-of-that-name'");
        assertThat(path).doesNotExist();
    }

    @Test
    void saysWhereNobodyAnswered() {
        socket.close();

        assertThatThrownBy(() -> send("status"))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("hermes-server does not answer at " + path)
                .hasMessageContaining("is it running?");
    }
}
