package org.hermescdc.camel.client;

import org.hermescdc.core.model.DataSchema;
import org.hermescdc.spi.BusMessage;

/** What a message of the bus is to this client. */
public sealed interface Received {

    /** Whether it concerns local objects. */
    default boolean isChange() {
        return false;
    }

    /** Whether it brings a data schema. */
    default boolean isSchema() {
        return false;
    }

    /** Nothing more to do: its place on the bus is recorded. */
    record Done() implements Received {}

    /** A data schema that replaces the one known. */
    record Schema(BusMessage message, DataSchema schema) implements Received {
        @Override
        public boolean isSchema() {
            return true;
        }
    }

    /** A change of an object that local types are made from. */
    record Change(Arrival arrival) implements Received {
        @Override
        public boolean isChange() {
            return true;
        }
    }
}
