package org.hermescdc.plugin.bus.camel;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.OffsetLostException;

/** A Camel component bound to one bus: its endpoint reads the bus from the offset that the inbox wants. */
final class OffsetComponent extends DefaultComponent {

    private final ReaderDeclaration declaration;
    private final BusInbox inbox;
    private final EndpointFailure failures;
    private OffsetReader reader;

    OffsetComponent(ReaderDeclaration declaration, BusInbox inbox) {
        this.declaration = declaration;
        this.inbox = inbox;
        this.failures = new EndpointFailure(declaration.uri());
    }

    OffsetReader reader() {
        return reader;
    }

    /** @throws BusException if the bus cannot be asked */
    Bounds bounds() {
        try {
            return reader.bounds();
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /** @throws OffsetLostException if the bus does not have what is wanted, nor has come up to it */
    void require(long wanted) {
        Bounds bounds = bounds();
        if (wanted < bounds.first() || wanted > bounds.end()) {
            throw new OffsetLostException(failures.name(), wanted, bounds);
        }
    }

    BusException failure(Exception reason) {
        return reason instanceof BusException known
                ? known
                : new BusException(failures.name() + " cannot be read: " + failures.tell(reason), reason);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        reader = declaration.open(getCamelContext());
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (reader != null) {
            reader.close();
        }
    }

    @Override
    protected Endpoint createEndpoint(String address, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(address, this) {
            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException("this endpoint only reads");
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                return new OffsetConsumer(this, processor, OffsetComponent.this, inbox);
            }
        };
    }

    @Override
    public String toString() {
        return failures.name();
    }
}
