package org.hermescdc.camel.client;

import java.util.Map;

/**
 * How a client stands; a snapshot for any thread.
 *
 * @param exception why it makes no progress; null if it does
 * @param warnings of the datamodel: kind → what is unknown
 * @param queue number of the entry → {@code objrepr}, {@code errorMsg}, and its event's {@code objtype}, {@code objpkey}
 *     and {@code objattrs}, without secrets
 */
public record ClientStatus(String exception, Map<String, Object> warnings, Map<String, Map<String, Object>> queue) {

    static final ClientStatus NOTHING = new ClientStatus(null, Map.of(), Map.of());

    ClientStatus withException(String text) {
        return new ClientStatus(text, warnings, queue);
    }
}
