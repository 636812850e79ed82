package org.hermescdc.camel.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.errorqueue.ForeignKeysPolicy;

/**
 * The life of a client as plain data.
 *
 * @param initial what the server has at first, each as the numbers of a {@link Kind#PUT}
 * @param failures of the first handler calls, as in {@link Kind#FAIL}
 * @param strict whether some templates cannot be rendered from some objects
 */
record ClientCase(
        Settings settings, boolean strict, List<List<Integer>> initial, List<Integer> failures, List<Step> steps) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a restart may change.
     *
     * @param datamodel which of the datamodels of {@link ModelWorld}
     */
    record Settings(Autoremediation remediation, ForeignKeysPolicy policy, boolean trashbin, int datamodel) {}

    enum Kind {
        /** The server has an object from now on: type, key, attributes a, b, c (0: absent). */
        PUT,
        /** The server has an object no more: type, key. */
        REMOVE,
        /** The last so many messages come once more. */
        REPEAT,
        /** The server sends an initsync sequence, which an initialised client does not need. */
        INITSYNC,
        /** The next handler calls end like that: see {@link ModelTarget}. */
        FAIL,
        /** So many hours go by. */
        PASS,
        /** The client does what is due. */
        TURN,
        /** An operator drops a queued event: which one of those that might be retried. */
        DROP,
        /** The client is stopped (1) or dies (0), and starts with these settings. */
        RESTART
    }

    /** @param settings of a restart, else null */
    record Step(Kind kind, List<Integer> numbers, Settings settings) {

        int number(int place) {
            return numbers.get(place);
        }
    }

    /** Whether all settings of the life are alike in what {@code aspect} gives. */
    boolean always(java.util.function.Predicate<Settings> aspect) {
        return aspect.test(settings)
                && steps.stream().allMatch(step -> step.settings() == null || aspect.test(step.settings()));
    }

    static ClientCase parse(String json) {
        try {
            return JSON.readValue(json, ClientCase.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The case in one line, as {@code client-cases.jsonl} keeps it. */
    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
