package org.hermescdc.plugin.handler.flatfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatFilesHandlerTest {

    private static final Set<String> TYPES = Set.of("Users", "Groups", "GroupsMembers", "MembersOfGroups");

    @TempDir
    private Path folder;

    private Path mails;
    private TestClient client;

    @BeforeEach
    void begin() {
        mails = folder.resolve("made/mails");
        client = client();
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void writesAFilePerGroupAtEachSaveOnly() throws IOException {
        team();
        client.added("Groups", 11, group(11, "empty"));
        assertThat(content()).isEmpty();

        client.saved();

        assertThat(content()).isEqualTo(Map.of("team.txt", "a@x.org\nb@x.org\n", "empty.txt", ""));
    }

    @Test
    void sortsMailsAndWritesEachOnce() throws IOException {
        client.added("Groups", 10, group(10, "team"));
        client.added("Users", 1, user(1, "ann", List.of("z@x.org", "a@x.org")));
        client.added("Users", 2, user(2, "bob", "a@x.org"));
        client.added("Users", 3, Map.of("user_pkey", 3, "login", "carl"));
        for (int user = 1; user <= 3; user++) {
            client.added("GroupsMembers", List.of(user, 10), membership(user, 10));
        }

        client.saved();

        assertThat(content()).isEqualTo(Map.of("team.txt", "a@x.org\nz@x.org\n"));
    }

    @Test
    void followsAChangedMail() throws IOException {
        team();
        client.saved();

        client.modified("Users", 1, user(1, "ann", "new@x.org"));
        client.saved();

        assertThat(content()).isEqualTo(Map.of("team.txt", "b@x.org\nnew@x.org\n"));
    }

    @Test
    void movesTheFileOfARenamedGroupAtOnce() throws IOException {
        team();
        client.saved();

        client.modified("Groups", 10, group(10, "crew"));
        assertThat(content()).isEqualTo(Map.of("crew.txt", "a@x.org\nb@x.org\n"));

        client.saved();
        assertThat(content()).isEqualTo(Map.of("crew.txt", "a@x.org\nb@x.org\n"));
    }

    @Test
    void letsTwoGroupsSwapTheirNames() throws IOException {
        team();
        client.added("Groups", 11, group(11, "board"));
        client.added("GroupsMembers", List.of(1, 11), membership(1, 11));
        client.saved();

        client.modified("Groups", 10, group(10, "board"));
        client.modified("Groups", 11, group(11, "team"));
        client.saved();

        assertThat(content()).isEqualTo(Map.of("board.txt", "a@x.org\nb@x.org\n", "team.txt", "a@x.org\n"));
    }

    @Test
    void deletesTheFileOfARemovedGroupAndNoOther() throws IOException {
        team();
        client.saved();
        Files.writeString(mails.resolve("foreign.txt"), "kept");

        client.removed("GroupsMembers", List.of(1, 10));
        client.removed("GroupsMembers", List.of(2, 10));
        client.removed("Groups", 10);
        client.saved();

        assertThat(content()).isEqualTo(Map.of("foreign.txt", "kept"));
    }

    @Test
    void countsWhatIsTrashedAsGoneUntilItIsRecycled() throws IOException {
        team();
        client.trashed("Users", 1);
        client.saved();
        assertThat(content()).isEqualTo(Map.of("team.txt", "b@x.org\n"));

        client.recycled("Users", 1);
        client.trashed("GroupsMembers", List.of(2, 10));
        client.saved();
        assertThat(content()).isEqualTo(Map.of("team.txt", "a@x.org\n"));

        client.trashed("Groups", 10);
        client.saved();
        assertThat(content()).isEmpty();

        client.recycled("Groups", 10);
        client.recycled("GroupsMembers", List.of(2, 10));
        client.saved();
        assertThat(content()).isEqualTo(Map.of("team.txt", "a@x.org\nb@x.org\n"));
    }

    @Test
    void takesMemberListsByLogin() throws IOException {
        client.added("Users", 1, user(1, "ann", "a@x.org"));
        client.added("Users", 2, user(2, "bob", "b@x.org"));
        client.added("Groups", 10, group(10, "team"));

        client.added("MembersOfGroups", 10, Map.of("group_pkey", 10, "groupmembers", List.of("bob", "ann", "nobody")));
        client.saved();
        assertThat(content()).isEqualTo(Map.of("team.txt", "a@x.org\nb@x.org\n"));

        client.modified("MembersOfGroups", 10, Map.of("group_pkey", 10, "groupmembers", List.of("bob")));
        client.saved();
        assertThat(content()).isEqualTo(Map.of("team.txt", "b@x.org\n"));

        client.removed("MembersOfGroups", 10);
        client.saved();
        assertThat(content()).isEqualTo(Map.of("team.txt", ""));
    }

    @Test
    void writesOnlyTheGroupsThatAreWanted() throws IOException {
        client.close();
        client = client("crew");
        team();
        client.saved();
        assertThat(content()).isEmpty();

        client.modified("Groups", 10, group(10, "crew"));
        client.saved();
        assertThat(content()).isEqualTo(Map.of("crew.txt", "a@x.org\nb@x.org\n"));

        client.modified("Groups", 10, group(10, "a/b"));
        client.saved();
        assertThat(content()).isEmpty();
    }

    @Test
    void touchesOnlyFilesThatChanged() throws IOException {
        team();
        client.added("Groups", 11, group(11, "other"));
        client.saved();
        FileTime longAgo = FileTime.fromMillis(1000);
        Files.setLastModifiedTime(mails.resolve("team.txt"), longAgo);
        Files.setLastModifiedTime(mails.resolve("other.txt"), longAgo);

        client.added("GroupsMembers", List.of(1, 11), membership(1, 11));
        client.saved();

        assertThat(Files.getLastModifiedTime(mails.resolve("team.txt"))).isEqualTo(longAgo);
        assertThat(Files.getLastModifiedTime(mails.resolve("other.txt"))).isNotEqualTo(longAgo);
    }

    @Test
    void writesNothingWhereNothingHappened() throws IOException {
        team();
        client.saved();
        Files.delete(mails.resolve("team.txt"));

        client.saved();

        assertThat(content()).isEmpty();
    }

    @Test
    void makesUpAtItsFirstSaveForADeathBetweenWritingAndRenaming() throws IOException {
        team();
        client.saved();
        Files.writeString(mails.resolve("team.txt"), "the mails before");
        Files.writeString(mails.resolve(".team.txt.tmp"), "half of the ma");
        client.close();
        client = client();
        client.knows("Groups", 10, group(10, "team"));
        client.knows("Users", 1, user(1, "ann", "a@x.org"));
        client.knows("GroupsMembers", List.of(1, 10), membership(1, 10));

        client.saved();

        assertThat(content()).isEqualTo(Map.of("team.txt", "a@x.org\n"));
    }

    @Test
    void leavesNothingOfADeathUnderTheFormerNameOfARenamedGroup() throws IOException {
        team();
        client.saved();
        Files.writeString(mails.resolve(".team.txt.tmp"), "half of the ma");

        client.modified("Groups", 10, group(10, "crew"));
        client.saved();

        assertThat(mails.resolve(".team.txt.tmp")).doesNotExist();
        assertThat(content()).containsOnlyKeys("crew.txt");
    }

    @Test
    void replaysARenameAndARemovalThatWereDone() throws IOException {
        team();
        client.saved();
        HandlerCall rename = client.toModify("Groups", 10, group(10, "crew"));
        client.handle(rename);
        client.handle(rename);
        HandlerCall removal = client.toRemove("Groups", 10);
        client.handle(removal);
        client.handle(removal);

        client.saved();

        assertThat(content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "a/b", " ", "nul\0"})
    void refusesAGroupNameThatWouldLeaveTheFolder(String name) throws IOException {
        assertThatThrownBy(() -> client.added("Groups", 10, group(10, name)))
                .isInstanceOf(HandlerException.class)
                .hasMessage("group name '" + name.replace('\0', '?') + "' cannot name a file in " + mails
                        + ": it is blank or holds a '/' or a NUL");

        client.saved();
        assertThat(content()).isEmpty();
    }

    @Test
    void refusesAGroupNameThatIsTooLong() {
        String name = "é".repeat(123) + "x";

        assertThatThrownBy(() -> client.added("Groups", 10, group(10, name)))
                .hasMessage("group name '" + name + "' is too long for a file in " + mails);
    }

    @Test
    void acceptsNamesThatOnlyLookDangerous() throws IOException {
        client.added("Groups", 10, group(10, ".."));
        client.added("Groups", 11, group(11, "a b;$(x) é"));

        client.saved();

        assertThat(content()).containsOnlyKeys("...txt", "a b;$(x) é.txt");
    }

    @Test
    void refusesAMailOfSeveralLines() {
        assertThatThrownBy(() -> client.added("Users", 1, user(1, "ann", "a@x.org\nb@x.org")))
                .hasMessage("a user's mail must be text on one line; found: string that is blank or has line breaks");
    }

    @Test
    void tellsWhichFileCannotBeWritten() throws IOException {
        team();
        Files.createDirectories(mails.resolve(".team.txt.tmp"));

        assertThatThrownBy(client::saved)
                .isInstanceOf(HandlerException.class)
                .message()
                .startsWith("on_save: write the mails of group 'team' in " + mails + ": ");
    }

    private void team() {
        client.added("Users", 1, user(1, "ann", "a@x.org"));
        client.added("Users", 2, user(2, "bob", "b@x.org"));
        client.added("Groups", 10, group(10, "team"));
        client.added("GroupsMembers", List.of(1, 10), membership(1, 10));
        client.added("GroupsMembers", List.of(2, 10), membership(2, 10));
    }

    private TestClient client(String... onlyTheseGroups) {
        Settings settings =
                new Settings(Map.of("destDir", mails.toString(), "onlyTheseGroups", List.of(onlyTheseGroups)));
        return new TestClient(new FlatFilesHandler(), settings, TYPES);
    }

    private static Map<String, Object> user(int key, String login, Object mail) {
        return Map.of("user_pkey", key, "login", login, "mail", mail);
    }

    private static Map<String, Object> group(int key, String name) {
        return Map.of("group_pkey", key, "name", name);
    }

    private static Map<String, Object> membership(int user, int group) {
        return Map.of("user_pkey", user, "group_pkey", group);
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(mails)) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }
}
