package org.hermescdc.matrix;

import java.util.List;
import org.hermescdc.matrix.Servers.Place;

/**
 * A bus of the matrix. To add one: a class, and its line here.
 *
 * @param isQuick whether its absence is told within seconds; a slow one is taken away in the full form only
 */
record BusRow(String name, boolean isQuick, Maker maker) {

    static final List<BusRow> ALL = List.of(
            new BusRow("sqlite", true, place -> new Buses.Sqlite(place.folder())),
            new BusRow(
                    "kafka",
                    false,
                    place -> new Buses.KafkaTopic(place.servers().kafka())),
            new BusRow(
                    "rabbitmq",
                    true,
                    place -> new Buses.RabbitmqStream(place.servers().rabbitmq())),
            new BusRow(
                    "camel on NATS",
                    true,
                    place -> new Buses.NatsStream(place.servers().nats())));

    interface Maker {
        Bus make(Place place) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
