package org.hermescdc.camel.server;

import java.util.List;
import java.util.Map;

/**
 * What can be seen of a server after a cycle.
 *
 * @param events that this cycle put on the bus: {@code [added, type, key, attributes]}, {@code [modified, type, key, added, modified,
 *     names of removed]} or {@code [removed, type, key]}
 * @param cache type → entries, in key order
 * @param errors type → {@code error} → kind → entries
 * @param warnings type → kind → entries
 * @param failed whether the cycle failed
 * @param died whether the server died in it
 * @param told subjects of the notifications of this cycle
 * @param asked what the queries could see, in the order in which they were run: {@code [type.source, keys of the type
 *     before, number of cached entries]}
 * @param initsync the objects that an initsync would now send, in the form of {@code events}; null where it is refused
 */
record Observed(
        List<List<Object>> events,
        Map<String, List<Map<String, Object>>> cache,
        Map<String, Object> errors,
        Map<String, Object> warnings,
        boolean failed,
        boolean died,
        List<String> told,
        List<List<Object>> asked,
        List<List<Object>> initsync) {}
