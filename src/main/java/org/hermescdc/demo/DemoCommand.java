package org.hermescdc.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hermes demo}: the whole way, on data that ships with Hermes. */
@Command(
        name = "demo",
        description = {
            "Show the whole way on data that ships with Hermes: the database of a university of 2 000 people,"
                    + " the server, a bus, a client to an LDAP directory and one to files.",
            "Needs nothing but Java; writes only into a new temporary folder."
        },
        footer = {
            "%nExamples:",
            "  hermes demo           show it, then clean up",
            "  hermes demo --keep    show it, and leave all running to look around"
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--keep", description = "Leave everything running, and tell where it is.")
    private boolean keep;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public Integer call() {
        Path home = Path.of(System.getProperty("hermes.home", ".")).toAbsolutePath();
        Path config = home.resolve("config/demo");
        DemoFolder folder = DemoFolder.create(config);
        DemoPrograms programs = new DemoPrograms(folder.path(), home);
        Thread onInterrupt = new Thread(programs::stop);
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        Narrator narrator = new Narrator(System.out, System.console() != null, programs::checkAlive);
        try (University university = University.load(folder.file("university.sqlite"), config.resolve("data"))) {
            narrator.title("A university: " + university.counts() + ", loaded from CSV files into a database");
            new Demo(folder, university, programs, narrator).run();
        } catch (RuntimeException e) {
            System.err.println("The logs are in " + folder.file("logs"));
            throw e;
        }
        if (keep) {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
            tellHowToLook(narrator, folder, programs, home);
        } else {
            programs.stop();
            folder.delete();
            narrator.title("Look further: hermes demo --keep leaves it running; the configuration is in " + config);
        }
        return 0;
    }

    private static void tellHowToLook(Narrator narrator, DemoFolder folder, DemoPrograms programs, Path home) {
        String hermes = home.resolve("bin/hermes").toString();
        narrator.title("Everything still runs, in " + folder.path());
        narrator.line("cd " + folder.path());
        narrator.line(hermes + " server-cli status");
        narrator.line(hermes + " client-ldap-cli status -v");
        narrator.line("sqlite3 university.sqlite \"UPDATE users SET first_name = 'Zed' WHERE user_id = 42\"");
        narrator.line("sqlite3 bus.sqlite 'SELECT * FROM hermesmessages ORDER BY msgid DESC LIMIT 3'");
        narrator.line("ldapsearch -x -H \"$(cat directory.uri)\" -D " + Directory.BIND + " -y directory.password -b "
                + Directory.BASE + " ou=Law");
        narrator.line("tail -f logs/*.log");
        narrator.title("To end it");
        DemoPrograms.APPLICATIONS.forEach(
                application -> narrator.line(hermes + " " + application.substring("hermes-".length()) + "-cli quit"));
        narrator.line("kill " + programs.directoryPid() + "    # the directory");
    }
}
