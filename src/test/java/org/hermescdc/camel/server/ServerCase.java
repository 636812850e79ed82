package org.hermescdc.camel.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.merge.PkeyMergeConstraint;

/**
 * The life of a server as plain data: its datamodel, and what its sources hold before each cycle. Every entry has the same
 * attributes: {@code id} and {@code part} (always there), {@code a}, {@code ref} and {@code flag} (plain), {@code secret}
 * (secret in the last source), {@code note} (cacheonly in the first), {@code own} (local), {@code hidden} (secret and
 * local).
 */
record ServerCase(int batchSize, List<Type> types, List<Step> steps) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    /** @param composite whether the key is (id, part) instead of id */
    record Type(
            String name, boolean composite, boolean keepFirstValue, List<ModelRule> constraints, List<Source> sources) {

        List<String> primaryKey() {
            return composite ? List.of("id", "part") : List.of("id");
        }
    }

    record Source(String name, PkeyMergeConstraint pkeyConstraint, List<ModelRule> constraints) {}

    /**
     * One cycle.
     *
     * @param restart whether the server is restarted before it
     * @param rows what a source holds from now on: {@code type.source} → rows; one that is not named is unchanged
     * @param down the {@code type.source} that fails in this cycle, or null
     * @param back whether the sources hold again what they held before the step before, but for {@code rows}
     * @param accepted how many events the bus acknowledges before it fails, or null if it does not
     * @param lost how many more of the batch are on the bus all the same, and nobody knows of it; null: it is known that
     *     there are none
     * @param dies whether the server dies instead of learning what the bus says of the batch that fails
     */
    record Step(
            boolean restart,
            Map<String, List<Map<String, Object>>> rows,
            String down,
            boolean back,
            Integer accepted,
            Integer lost,
            boolean dies) {}

    static ServerCase parse(String json) {
        try {
            return JSON.readValue(json, ServerCase.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The case in one line, as {@code server-cases.jsonl} keeps it. */
    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
