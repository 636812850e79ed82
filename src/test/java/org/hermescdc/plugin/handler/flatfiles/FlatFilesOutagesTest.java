package org.hermescdc.plugin.handler.flatfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.it.SmallDisk;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the files of mails while their folder or their disk does not do what it should. */
@OutagesOf("target usersgroups_flatfiles_emails_of_groups")
class FlatFilesOutagesTest {

    private SmallDisk disk;
    private Path mails;
    private TestClient client;

    @BeforeEach
    void join(@TempDir Path folder) throws IOException {
        disk = new SmallDisk(folder.resolve("disk"));
        mails = disk.folder().resolve("mails");
        client = new TestClient(
                new FlatFilesHandler(),
                new Settings(Map.of("destDir", mails.toString(), "onlyTheseGroups", List.of())),
                Set.of("Users", "Groups", "GroupsMembers"));
        client.added("Groups", 10, Map.of("group_pkey", 10, "name", "team"));
        client.added("Users", 1, Map.of("user_pkey", 1, "login", "ann", "mail", "ann@x.org"));
        client.added("GroupsMembers", List.of(1, 10), Map.of("user_pkey", 1, "group_pkey", 10));
        client.saved();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        disk.close();
    }

    @Outage(
            value = Fault.DIES,
            then = "a full disk: the save fails and ends the client; the file keeps its old mails, and has the new ones"
                    + " after the restart")
    @Test
    void keepsTheOldFileWhenTheDiskIsFull() throws IOException {
        client.modified("Users", 1, Map.of("user_pkey", 1, "login", "ann", "mail", "a".repeat(60_000) + "@x.org"));
        disk.fill();

        assertThatThrownBy(client::saved)
                .isInstanceOf(HandlerException.class)
                .hasMessageStartingWith("on_save: write the mails of group 'team' in " + mails)
                .hasMessageNotContaining("\n");
        assertThat(mails.resolve("team.txt")).hasContent("ann@x.org");

        disk.empty();
        client.saved();
        assertThat(mails.resolve("team.txt")).hasContent("a".repeat(60_000) + "@x.org");
    }

    @Outage(
            value = Fault.CREDENTIALS,
            then =
                    "a folder that may only be read: a rename or a removal fails and waits in the error queue, a save ends"
                            + " the client")
    @Test
    void failsWhereTheFolderMayOnlyBeRead() throws IOException {
        disk.makeReadOnly();

        assertThatThrownBy(() -> client.modified("Groups", 10, Map.of("group_pkey", 10, "name", "crew")))
                .isInstanceOf(HandlerException.class)
                .hasMessageStartingWith("rename to 'crew' the file of group 'team' in " + mails)
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> client.removed("Groups", 10)).isInstanceOf(HandlerException.class);
        client.added("Groups", 11, Map.of("group_pkey", 11, "name", "board"));
        assertThatThrownBy(client::saved).isInstanceOf(HandlerException.class);

        disk.makeWritable();
        client.modified("Groups", 10, Map.of("group_pkey", 10, "name", "crew"));
        client.saved();
        assertThat(mails.resolve("crew.txt")).hasContent("ann@x.org");
        assertThat(mails.resolve("board.txt")).isEmptyFile();
        assertThat(mails.resolve("team.txt")).doesNotExist();
    }

    /** Else the file of a removed group would come back with the folder, and stay. */
    @Outage(
            value = Fault.REFUSED,
            then =
                    "a folder that is away: a rename or a removal fails and waits in the error queue, a save ends the client")
    @Test
    void countsNoRenameAndNoRemovalAsDoneWhileTheFolderIsAway() throws IOException {
        client.added("Groups", 11, Map.of("group_pkey", 11, "name", "board"));
        client.saved();
        Path away = disk.folder().resolve("away");
        Files.move(mails, away);

        assertThatThrownBy(() -> client.modified("Groups", 10, Map.of("group_pkey", 10, "name", "crew")))
                .isInstanceOf(HandlerException.class)
                .hasMessage("destDir '" + mails + "' is no folder now");
        assertThatThrownBy(() -> client.removed("Groups", 11)).isInstanceOf(HandlerException.class);

        Files.move(away, mails);
        client.modified("Groups", 10, Map.of("group_pkey", 10, "name", "crew"));
        client.removed("Groups", 11);
        client.saved();
        assertThat(mails).isDirectoryContaining("glob:**/crew.txt");
        assertThat(mails.toFile().list()).containsExactly("crew.txt");
    }
}
