package org.hermescdc.ops;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.hermescdc.core.HermesException;

/** Sends one command to a running application and waits for its answer. */
public final class ControlClient {

    private ControlClient() {}

    /**
     * @param application its name, for messages
     * @throws HermesException when nobody answers at the socket
     */
    public static Reply send(String application, Path socket, List<String> argv) {
        // made before connecting: the application waits only a moment for it
        ByteBuffer request = ByteBuffer.wrap(ControlMessages.request(argv));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.shutdownOutput();
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            return ControlMessages.readReply(answer)
                    .orElseThrow(() -> new HermesException(application + " closed the connection at " + socket
                            + " without an answer; its log tells why"));
        } catch (IOException e) {
            throw new HermesException(
                    application + " does not answer at " + socket + " (" + e.getMessage() + "); is it running?", e);
        }
    }
}
