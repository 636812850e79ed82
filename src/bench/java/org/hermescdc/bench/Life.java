package org.hermescdc.bench;

import java.nio.file.Path;
import org.hermescdc.HermesServer;

/** A short life of a server: does it fit into the memory that this JVM has? */
final class Life {

    private Life() {}

    /** @param arguments set, folder, store */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            live(arguments);
            status = 0;
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(status);
    }

    private static void live(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Ground ground = new Ground(folder, Path.of(arguments[2]), null, DataSet.valueOf(arguments[0]));
        ServerSite site = ServerSite.make(ground, ServerSite.WHOLE, ServerSite.sqliteBus(folder.resolve("bus.sqlite")));
        HermesServer server = site.openFilled();
        server.cycle();
        server.initsync();
        site.modify();
        server.cycle();
        server.stop();
    }
}
