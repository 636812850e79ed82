package org.hermescdc.spi;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A kind of message bus, as named below {@code hermes.plugins.messagebus}: a producer for the server, a consumer for
 * clients, each with its own settings and each a Camel route made from a template in {@code routes/bus/}. Found by {@link
 * java.util.ServiceLoader}; must have a public no-argument constructor.
 *
 * <p>A template has the parameter {@code name}, an identifier for the route, and one parameter for each bean. A consumer's
 * template has one more, {@code inbox}: the bean ({@link BusInbox}) that tells where to begin and takes what was read. Its route must not start by itself: it is started when the client has named an offset, and again after
 * each new one.
 */
public interface BusFactory {

    /** The name under which a configuration refers to the bus. */
    String name();

    /** The settings of a server. */
    SettingsSchema producerSettings();

    /** The settings of a client. */
    SettingsSchema consumerSettings();

    /**
     * Tells how to make the producer; nothing need connect before its first use.
     *
     * @param settings valid by {@link #producerSettings}, defaults filled in
     */
    ProducerRoutes producer(Settings settings, Environment environment);

    /**
     * Tells how to make a consumer; nothing need connect before its first use.
     *
     * @param settings valid by {@link #consumerSettings}, defaults filled in
     * @param inbox the same as the template's, for beans that the template cannot connect with it
     */
    ConsumerRoute consumer(Settings settings, BusInbox inbox);

    /**
     * What a producer needs to know of the program that it runs in.
     *
     * @param clock for time stamps and retention
     * @param umask permission bits that files of the bus do not get
     */
    record Environment(Clock clock, int umask) {}

    /**
     * The routes of a producer. Beans that are {@link AutoCloseable} are closed with it.
     *
     * @param template takes a list of {@link OutgoingMessage}, in order, at {@code direct:<name>}, and completes only when
     *     all of them are acknowledged; it fails with a {@link BusException} that tells how many are, or with any other
     *     exception when none is known to be
     * @param upkeep templates of what else must run beside it, such as retention
     * @param beans parameter of the templates → bean
     */
    record ProducerRoutes(String template, List<String> upkeep, Map<String, Object> beans) {}

    /**
     * The route of a consumer. Beans that are {@link AutoCloseable} are closed with it.
     *
     * @param template delivers messages to the {@code inbox}
     * @param beans parameter of the template → bean
     * @param bounds asks the bus, as {@link BusConsumer#bounds} tells
     */
    record ConsumerRoute(String template, Map<String, Object> beans, Supplier<BusConsumer.Bounds> bounds) {}
}
