package org.hermescdc.plugin.bus.camel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Message;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.OutgoingMessage;

/** Makes the messages of a batch for an endpoint, and knows which of them are on the bus. For one batch at a time. */
public final class EndpointWriter implements AutoCloseable {

    private final String uri;
    private final Optional<ReaderDeclaration> declaration;
    private final EndpointFailure failures;
    private OffsetReader reader;
    private long end;
    private int size;
    private int tried;
    private int taken;
    private String subject = "";

    /** @param declaration what can tell whether the messages arrived; empty for nothing */
    EndpointWriter(String uri, Optional<ReaderDeclaration> declaration) {
        this.uri = uri;
        this.declaration = declaration;
        this.failures = new EndpointFailure(uri);
    }

    /** Begins a batch. */
    public void begin(@Body List<OutgoingMessage> messages, CamelContext context) throws Exception {
        tried = 0;
        taken = 0;
        size = messages.size();
        subject = messages.isEmpty() ? "" : messages.get(0).subject();
        if (reader == null && declaration.isPresent()) {
            reader = declaration.get().open(context);
        }
        if (reader != null) {
            end = reader.bounds().end();
        }
    }

    /** Makes a message of the bus. */
    public void message(Exchange exchange) {
        OutgoingMessage outgoing = exchange.getMessage().getBody(OutgoingMessage.class);
        subject = outgoing.subject();
        tried++;
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(outgoing.json().getBytes(StandardCharsets.UTF_8));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("hermes-evcategory", outgoing.key());
        message.setHeader("hermes-eventtype", outgoing.kind());
        if (outgoing.type() != null) {
            message.setHeader("hermes-objtype", outgoing.type());
        }
    }

    /** The URI of the endpoint. */
    public String uri() {
        return uri;
    }

    /** Counts a message that the endpoint took. */
    public void count() {
        taken++;
    }

    /** @throws BusException if the endpoint took messages that did not arrive */
    public void confirm() throws Exception {
        if (reader != null && arrived() < size) {
            throw new BusException(
                    "the endpoint took all, but the end of the bus moved by " + arrived() + " messages only");
        }
    }

    /** Tells the server what is not acknowledged, and why. */
    public void tell(@ExchangeException Exception failure) {
        int acknowledged = haveArrived() ? taken : 0;
        throw new BusException(
                failures.name() + " acknowledged " + acknowledged + " of " + size + " messages, the last tried was "
                        + subject + ": " + failures.tell(failure),
                acknowledged,
                tried,
                failure);
    }

    /** Whether all that the endpoint took is on the bus, as far as can be told. */
    private boolean haveArrived() {
        try {
            return reader == null || taken == 0 || arrived() >= taken;
        } catch (Exception unreachable) {
            return false;
        }
    }

    private long arrived() throws Exception {
        return reader.bounds().end() - end;
    }

    @Override
    public void close() throws Exception {
        if (reader != null) {
            reader.close();
        }
    }
}
