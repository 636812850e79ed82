package org.hermescdc.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** A server as scenarios drive it. */
interface ServerUnderTest {

    /** Starts it: the schema check, no cycle yet; throws if it refuses to start. */
    void start(Path config);

    /** Runs one cycle; throws if it failed. */
    void cycle();

    /** The events that a cycle would send now, as JSON; throws if they cannot be told. */
    List<String> plan();

    /** Sends an initsync sequence; throws if it failed. */
    void initsync();

    void stop();

    /** What the status command gives with all levels and empty items. */
    JsonNode status();
}
