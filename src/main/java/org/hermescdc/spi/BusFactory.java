package org.hermescdc.spi;

/**
 * A kind of message bus, as named below {@code hermes.plugins.messagebus}: a producer for the server, a consumer for
 * clients, each with its own settings. Found by {@link java.util.ServiceLoader}; must have a public no-argument
 * constructor.
 */
public interface BusFactory {

    /** The name under which a configuration refers to the bus. */
    String name();

    /** The settings of a server. */
    SettingsSchema producerSettings();

    /** The settings of a client. */
    SettingsSchema consumerSettings();

    /**
     * Makes the producer; it need not connect before its first use.
     *
     * @param settings valid by {@link #producerSettings}, defaults filled in
     */
    BusProducer producer(Settings settings);

    /**
     * Makes a consumer; it need not connect before its first use.
     *
     * @param settings valid by {@link #consumerSettings}, defaults filled in
     */
    BusConsumer consumer(Settings settings);
}
