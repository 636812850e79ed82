package org.hermescdc.demo;

import java.util.List;
import java.util.function.BooleanSupplier;

/** A handful of changes to the source; each is told when it has arrived in both targets. */
final class Changes {

    private final University university;
    private final DirectoryView directory;
    private final MailingLists lists;
    private final BusView bus;
    private final Narrator narrator;

    Changes(University university, DirectoryView directory, MailingLists lists, BusView bus, Narrator narrator) {
        this.university = university;
        this.directory = directory;
        this.lists = lists;
        this.bus = bus;
        this.narrator = narrator;
    }

    void run() {
        change(
                "Add: Ines starts on Monday, in two groups",
                "iarkwright",
                () -> isIn("iarkwright", "law-lectures", "physics-club"),
                "INSERT INTO users VALUES (2001, 'iarkwright', 'Ines', 'Arkwright', 'iarkwright@example.edu', 'Law')",
                "INSERT INTO memberships SELECT 2001, group_id FROM groups WHERE name IN ('law-lectures', 'physics-club')");
        change(
                "Rename: she marries; her login changes with her name, and the groups follow",
                "imoss",
                () -> isGone("iarkwright") && isIn("imoss", "law-lectures", "physics-club"),
                "UPDATE users SET last_name = 'Moss', login = 'imoss', mail = 'imoss@example.edu' WHERE user_id = 2001");
        change(
                "Move: from one club to another",
                "imoss",
                () -> isIn("imoss", "law-lectures", "optics-club"),
                "UPDATE memberships SET group_id = (SELECT group_id FROM groups WHERE name = 'optics-club')"
                        + " WHERE user_id = 2001"
                        + " AND group_id = (SELECT group_id FROM groups WHERE name = 'physics-club')");
        change(
                "Remove: she leaves; her memberships are still in the table, but may not outlive her",
                "imoss",
                () -> isGone("imoss"),
                "DELETE FROM users WHERE user_id = 2001");
    }

    /** @param login under which the user is known after the change */
    private void change(String title, String login, BooleanSupplier arrived, String... statements) {
        long before = bus.newest();
        narrator.title(title);
        for (String sql : statements) {
            narrator.line("source     " + sql);
        }
        university.run("BEGIN");
        List.of(statements).forEach(university::run);
        university.run("COMMIT");
        narrator.await("arrived in both targets", arrived);
        narrator.events(bus.after(before));
        narrator.line("directory  " + entry(login));
        narrator.line("files      " + mail(login) + " in " + text(lists.listsOf(mail(login))));
    }

    private String entry(String login) {
        return directory
                .user(login)
                .map(entry -> entry.getDN() + " (" + entry.getAttributeValue("cn") + "), member of "
                        + text(directory.groupsOf(login)))
                .orElse("no uid=" + login + ", and no group that names it");
    }

    private static String text(List<String> groups) {
        return groups.isEmpty() ? "none" : String.join(", ", groups);
    }

    private boolean isIn(String login, String... groups) {
        List<String> expected = List.of(groups);
        return directory.user(login).isPresent()
                && directory.groupsOf(login).equals(expected)
                && lists.listsOf(mail(login)).equals(expected);
    }

    private boolean isGone(String login) {
        return directory.user(login).isEmpty()
                && directory.groupsOf(login).isEmpty()
                && lists.listsOf(mail(login)).isEmpty();
    }

    private static String mail(String login) {
        return login + "@example.edu";
    }
}
