package org.hermescdc.plugin.bus.camel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.hermescdc.spi.BusConsumer.Bounds;

/** A bus of ten messages, 0 to 9, whose endpoint delivers, each time that it is read, the offsets of the next script. */
public final class ScriptedBus implements OffsetReader {

    private static final String OFFSET = "offset";

    final Deque<List<Long>> scripts = new ArrayDeque<>();
    final List<Long> asked = new ArrayList<>();
    String uri;
    Map<String, String> options;
    private CamelContext context;

    @Override
    public void open(CamelContext context, String uri, Map<String, String> options) {
        this.context = context;
        this.uri = uri;
        this.options = options;
    }

    @Override
    public Bounds bounds() {
        return new Bounds(0, 10);
    }

    @Override
    public Place place(Message message) {
        Long offset = message.getHeader(OFFSET, Long.class);
        if (offset == null) {
            throw new IllegalStateException("a message without a number");
        }
        return new Place(offset, Instant.EPOCH);
    }

    @Override
    public Endpoint endpoint(long offset) {
        asked.add(offset);
        return new DefaultEndpoint("scripted:bus", context.getComponent("direct")) {
            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                return new DefaultConsumer(this, processor) {
                    @Override
                    protected void doStart() throws Exception {
                        super.doStart();
                        deliver(this);
                    }
                };
            }
        };
    }

    private void deliver(DefaultConsumer consumer) throws Exception {
        List<Long> script = scripts.isEmpty() ? List.of() : scripts.remove();
        for (Long offset : script) {
            Exchange exchange = consumer.createExchange(false);
            exchange.getMessage().setHeader(OFFSET, offset < 0 ? null : (Object) offset);
            exchange.getMessage().setBody(("message " + offset).getBytes(StandardCharsets.UTF_8));
            consumer.getProcessor().process(exchange);
        }
    }
}
