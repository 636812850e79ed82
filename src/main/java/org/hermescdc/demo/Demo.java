package org.hermescdc.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.file.Files;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.Reply;

/** The steps of the demonstration, once source and folder are there. Every program that it starts is the real one. */
final class Demo {

    private static final JsonMapper JSON = new JsonMapper();

    private final DemoFolder folder;
    private final University university;
    private final DemoPrograms programs;
    private final Narrator narrator;
    private final BusView bus;
    private final MailingLists lists;

    Demo(DemoFolder folder, University university, DemoPrograms programs, Narrator narrator) {
        this.folder = folder;
        this.university = university;
        this.programs = programs;
        this.narrator = narrator;
        this.bus = new BusView(folder.file("bus.sqlite"));
        this.lists = new MailingLists(folder.file("mailinglists"));
    }

    /** Runs all steps; fails when something does not arrive, or the targets differ from the source. */
    void run() {
        startDirectory();
        try (DirectoryView directory = new DirectoryView(folder.path())) {
            startPrograms();
            sendAll(directory);
            showOne(directory, 42);
            new Changes(university, directory, lists, bus, narrator).run();
            compare(directory);
        }
    }

    private void startDirectory() {
        narrator.title("Four programs start in " + folder.path());
        programs.startDirectory();
        narrator.await("an LDAP directory listens", () -> Files.exists(folder.file(Directory.URI_FILE)));
    }

    private void startPrograms() {
        DemoPrograms.APPLICATIONS.forEach(programs::startApplication);
        for (String application : DemoPrograms.APPLICATIONS) {
            narrator.await(application + " runs", () -> programs.listens(application));
        }
    }

    private void sendAll(DirectoryView directory) {
        narrator.title("The first cycle reads the source; initsync sends all of it to the bus, for the new clients");
        narrator.await("the server has read the source", this::isRead);
        Reply reply = programs.command(DemoPrograms.SERVER, "initsync");
        if (reply.retcode() != 0) {
            throw new HermesException("initsync: " + reply.retmsg());
        }
        Counts source = university.counts();
        narrator.line("source:        " + source);
        narrator.await("directory:    ", directory::counts, source::equals);
        String addresses = Counts.number(source.memberships()) + " addresses";
        narrator.await("mailing lists:", () -> Counts.number(lists.addresses()) + " addresses", addresses::equals);
    }

    private boolean isRead() {
        String status = programs.command(DemoPrograms.SERVER, "status", "-j").retmsg();
        try {
            return !JSON.readTree(status).findPath("lastUpdate").asText("None").equals("None");
        } catch (JsonProcessingException e) {
            throw new HermesException("status -j of the server is no JSON: " + status, e);
        }
    }

    private void showOne(DirectoryView directory, long userId) {
        Map<String, Object> row = university.row("SELECT * FROM users WHERE user_id = " + userId);
        narrator.title("One row of the source, a table of a database");
        narrator.row(row);
        narrator.title("The event that it has become, on the bus");
        narrator.line(bus.firstOf(userId));
        narrator.title("The entry that the event has become, in the directory");
        String login = row.get("login").toString();
        SearchResultEntry entry = directory.user(login).orElseThrow();
        narrator.line(String.join("\n", entry.toLDIF(0)));
        narrator.line("member of: " + String.join(", ", directory.groupsOf(login)));
        narrator.title("The files that have the address, one for each group");
        narrator.line("mailinglists/{"
                + String.join(",", lists.listsOf(row.get("mail").toString())) + "}.txt");
    }

    private void compare(DirectoryView directory) {
        Counts source = university.counts();
        Counts target = directory.counts();
        long addresses = lists.addresses();
        narrator.title("At the end, counted in the source and in both targets");
        narrator.line("source:        " + source);
        narrator.line("directory:     " + target);
        narrator.line("mailing lists: " + Counts.number(addresses) + " addresses");
        if (!source.equals(target) || addresses != source.memberships()) {
            throw new HermesException("the targets differ from the source");
        }
        narrator.line("They are equal.");
    }
}
