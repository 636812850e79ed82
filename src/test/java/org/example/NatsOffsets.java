package org.example;

import io.nats.client.Connection;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Message;
import org.apache.camel.component.nats.NatsConfiguration;
import org.apache.camel.component.nats.NatsConstants;
import org.apache.camel.component.nats.NatsEndpoint;
import org.hermescdc.plugin.bus.camel.OffsetReader;
import org.hermescdc.spi.BusConsumer.Bounds;

/** A stream of NATS JetStream as a bus: its sequence numbers are the offsets. Option: {@code stream}, its name. */
public final class NatsOffsets implements OffsetReader {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** At its level info it shows the content of messages that it could not send. */
    private static final Logger CLIENT = Logger.getLogger("io.nats.client");

    static {
        CLIENT.setLevel(Level.WARNING);
    }

    private CamelContext context;
    private String uri;
    private String stream;
    private Connection connection;

    @Override
    public void open(CamelContext context, String uri, Map<String, String> options) {
        this.context = context;
        this.uri = uri;
        this.stream = options.get("stream");
    }

    @Override
    public synchronized Bounds bounds() throws Exception {
        if (connection == null || connection.getStatus() == Connection.Status.CLOSED) {
            connection = context.getEndpoint(uri, NatsEndpoint.class).getConnection();
        }
        StreamState state =
                connection.jetStreamManagement().getStreamInfo(stream).getStreamState();
        return new Bounds(Math.max(1, state.getFirstSequence()), state.getLastSequence() + 1);
    }

    @Override
    public Endpoint endpoint(long offset) {
        NatsEndpoint endpoint = context.getEndpoint(uri, NatsEndpoint.class);
        NatsConfiguration configuration = endpoint.getConfiguration();
        configuration.setJetstreamEnabled(true);
        configuration.setJetstreamName(stream);
        configuration.setPullSubscription(false);
        configuration.setReplyToDisabled(true);
        configuration.setFlushConnection(false);
        configuration.setConsumerConfiguration(ConsumerConfiguration.builder()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(offset)
                .ackPolicy(AckPolicy.None)
                .flowControl(HEARTBEAT)
                .build());
        return endpoint;
    }

    /** The reply address of a message tells: $JS.ACK.stream.consumer.deliveries.sequence.number.nanoseconds.pending. */
    @Override
    public Place place(Message message) {
        String[] parts =
                message.getHeader(NatsConstants.NATS_REPLY_TO, "", String.class).split("\\.");
        if (parts.length < 9) {
            throw new IllegalStateException("the message is not from a stream: is JetStream on?");
        }
        int more = parts.length > 9 ? 2 : 0; // domain and account
        long nanoseconds = Long.parseLong(parts[7 + more]);
        return new Place(Long.parseLong(parts[5 + more]), Instant.ofEpochSecond(0, nanoseconds));
    }

    @Override
    public synchronized void close() throws InterruptedException {
        if (connection != null) {
            connection.close();
        }
    }
}
