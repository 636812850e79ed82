package org.hermescdc.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.PluginCatalog;

/** A command line to an application, through a control socket. */
record CommandRun(int code, String printed) {

    /** @param words the first one names the application, such as {@code server-cli} */
    static CommandRun of(Path folder, Application application, String... words) throws IOException {
        Path path = folder.resolve("control.sock");
        Path config = Files.writeString(folder.resolve("cli.yml"), "hermes: {cli_socket: {path: " + path + "}}\n");
        SocketFile file =
                new SocketFile(new HermesConfig.CliSocket(path, Optional.empty(), Optional.empty(), 0600, false));
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(1, List.of("--config", config.toString()));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(printed, true);
        System.setOut(both);
        System.setErr(both);
        try (ControlSocket socket = new ControlSocket(file, Duration.ofSeconds(10))) {
            socket.serve(application);
            int code = HermesCommand.execute(
                    () -> new ConfigLoader(PluginCatalog.installed(folder), Map.of()),
                    null,
                    List.of(),
                    arguments.toArray(String[]::new));
            return new CommandRun(code, printed.toString());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
