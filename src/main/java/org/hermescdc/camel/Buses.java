package org.hermescdc.camel;

import java.util.ServiceLoader;
import org.apache.camel.CamelContext;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.BusProducer;

/** Opens the bus that a configuration names; the context holds the route templates of {@code routes/bus/}. */
public final class Buses {

    private Buses() {}

    /**
     * The producer of a server; closed by the caller.
     *
     * @param bus its plugin and valid settings
     * @throws HermesException if the bus has no plugin, or its route template is not there
     */
    public static BusProducer producer(
            CamelContext context, HermesConfig.Plugin bus, BusFactory.Environment environment) {
        return new RouteBusProducer(context, factory(bus.type()).producer(bus.settings(), environment));
    }

    /**
     * The consumer of a client; closed by the caller.
     *
     * @param bus its plugin and valid settings
     * @throws HermesException if the bus has no plugin, or its route template is not there
     */
    public static BusConsumer consumer(CamelContext context, HermesConfig.Plugin bus) {
        return new RouteBusConsumer(context, inbox -> factory(bus.type()).consumer(bus.settings(), inbox));
    }

    private static BusFactory factory(String name) {
        return ServiceLoader.load(BusFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HermesException("no bus plugin '" + name + "' is installed"));
    }
}
