package org.hermescdc.plugin.bus.sqlite;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.IncomingMessage;
import org.hermescdc.spi.OutgoingMessage;

/** The reader or the writer of a bus file, run by tests as a program of its own. */
final class SqliteBusProcess {

    /** How many messages the writer puts into one transaction. */
    static final int BATCH = 2000;

    private SqliteBusProcess() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("read")) {
            read(new SqliteReader(file), Long.parseLong(arguments[2]));
        } else {
            write(new SqliteWriter(file, Duration.ofDays(1), new Environment(Clock.systemUTC(), 0027)));
        }
    }

    /** Reads until the wanted number of messages came, each from the next offset, as often as it can. */
    private static void read(SqliteReader reader, long wanted) {
        System.out.println("reading");
        long next = 1;
        while (next <= wanted) {
            for (Iterator<IncomingMessage> messages = reader.read(next); messages.hasNext(); next++) {
                if (messages.next().offset() != next) {
                    throw new IllegalStateException("not the message " + next);
                }
            }
        }
        System.out.println("read " + (next - 1) + " in order");
    }

    private static void write(SqliteWriter writer) {
        OutgoingMessage message = new OutgoingMessage(
                "base",
                null,
                "init-stop",
                "init-stop",
                "{\"evcategory\": \"initsync\", \"eventtype\": \"init-stop\", \"objattrs\": {}}");
        for (int batch = 1; ; batch++) {
            writer.append(Collections.nCopies(BATCH, message));
            System.out.println("acknowledged " + batch);
        }
    }
}
