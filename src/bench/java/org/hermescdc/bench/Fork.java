package org.hermescdc.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;

/** Runs one comparison in this JVM, and writes its samples to a file. */
final class Fork {

    private static final int WARM_UP = 3;

    private Fork() {}

    /** @param arguments measure, set, folder, store, distribution, rounds, file for the result */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            run(arguments);
            status = 0;
        } catch (Exception | Error e) {
            e.printStackTrace();
        }
        // Servers and clients that a failure left have threads of their own.
        System.exit(status);
    }

    private static void run(String[] arguments) throws Exception {
        Ground ground = new Ground(
                Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]), DataSet.valueOf(arguments[1]));
        Measure measure = Measures.named(arguments[0]);
        Pair pair = ((Measure.Way.Compared) measure.way()).make(ground);
        Rounds rounds = Rounds.of(pair, WARM_UP, Integer.parseInt(arguments[5]));
        pair.held().close();
        new ObjectMapper().writeValue(Path.of(arguments[6]).toFile(), rounds);
    }
}
