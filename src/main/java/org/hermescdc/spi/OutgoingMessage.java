package org.hermescdc.spi;

/**
 * An event on its way to the bus (spec/03).
 *
 * @param key of the message: the event's category
 * @param type the data type, for the header {@code hermes-objtype}; null where the event has none
 * @param kind added, modified, …: for the header {@code hermes-eventtype}
 * @param subject what the event is about, for messages to people: {@code Users[42]}, or else its kind
 * @param json the message itself
 */
public record OutgoingMessage(String key, String type, String kind, String subject, String json) {

    /** Without the content, which may hold secrets. */
    @Override
    public String toString() {
        return "OutgoingMessage[" + key + " " + kind + " " + subject + "]";
    }
}
