package org.hermescdc.matrix;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The identity data that goes through the matrix: what the sources hold, and what a target must show in the end. */
record World(List<User> users, List<Group> groups, List<Member> members) {

    private static final Group GROUP_WITH_SIGNS = new Group(20, "R&D, \"Öl\" + <Büro> = #1");

    /** {@code mail} may be null, {@code phones} empty. */
    record User(long id, String login, String name, String mail, long shoe, List<String> phones) {}

    record Group(long id, String name) {}

    record Member(long group, long user) {}

    /** What the targets of an initsync get. */
    static World before() {
        return new World(
                List.of(
                        new User(1, "zoe", "Zoë \"Zo\" O'Hara", "zoe@example.org", 37, List.of("+33 1", "+33 6")),
                        new User(2, "bjoern", "Björn Müller, Dr. \\ €𝄞", null, 44, List.of()),
                        new User(3, "ann", "Ann'); DROP TABLE people; --", "ann@example.org", 38, List.of("+1 5")),
                        new User(4, "gone", "Gone Soon", "gone@example.org", 40, List.of("+4 4", "+4 5"))),
                List.of(new Group(10, "staff"), GROUP_WITH_SIGNS, new Group(30, "old")),
                List.of(new Member(10, 1), new Member(10, 2), new Member(20, 1), new Member(20, 4), new Member(30, 3)));
    }

    /**
     * A user and a group are renamed, values come, change and go, a user with a membership is removed, and one is added;
     * a group with a member is removed, and one is added.
     */
    static World after() {
        return new World(
                List.of(
                        new User(1, "zoe.ohara", "Zoë O'Hara", "zoe@example.org", 38, List.of("+33 6", "+33 7")),
                        new User(2, "bjoern", "Björn Müller, Dr. \\ €𝄞", "bjoern@example.org", 44, List.of("+49 3")),
                        new User(3, "ann", "Ann <ann&co> {{ 7 * 7 }}", null, 38, List.of()),
                        new User(
                                5, "oez", "Özgür ‘Öz’ Yıldız; % _ *", "oez@example.org", 0, List.of("+90 1", "+90 2"))),
                List.of(new Group(10, "crew"), GROUP_WITH_SIGNS, new Group(40, "new")),
                List.of(new Member(10, 1), new Member(20, 1), new Member(20, 5), new Member(40, 2), new Member(40, 5)));
    }

    /** Something that a target may show of the data. */
    enum Shown {
        LOGINS("logins"),
        NAMES("names"),
        MAILS("mails, also none"),
        SIZES("a number"),
        PHONES("several values"),
        GROUPS("groups"),
        MEMBERSHIPS("memberships"),
        LISTS("the mails of the members");

        private final String text;

        Shown(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** The rows of a type, with the columns of {@link Type#columns}; what is not there is null. */
    List<Map<String, Object>> rows(Type type) {
        return switch (type) {
            case USERS ->
                users.stream()
                        .map(user -> row(
                                type,
                                user.id(),
                                user.login(),
                                user.name(),
                                user.mail(),
                                user.shoe(),
                                user.phones().isEmpty() ? null : user.phones()))
                        .toList();
            case GROUPS ->
                groups.stream()
                        .map(group -> row(type, group.id(), group.name()))
                        .toList();
            case MEMBERS ->
                members.stream()
                        .map(member -> row(type, member.group(), member.user()))
                        .toList();
        };
    }

    private static Map<String, Object> row(Type type, Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(type.columns().get(i), values[i]);
        }
        return row;
    }

    /** The state of a target that shows {@code kinds}. */
    Facts facts(Collection<Shown> kinds) {
        Facts facts = new Facts();
        for (User user : users) {
            facts.user(user.login(), user.name(), user.mail(), user.shoe(), user.phones());
        }
        groups.forEach(group -> facts.add(Shown.GROUPS, group.name()));
        for (Member member : members) {
            String group = group(member.group()).name();
            User user = user(member.user());
            facts.add(Shown.MEMBERSHIPS, group + " has " + user.login());
            if (user.mail() != null) {
                facts.add(Shown.LISTS, group + " has " + user.mail());
            }
        }
        facts.keep(kinds);
        return facts;
    }

    private User user(long id) {
        return users.stream().filter(user -> user.id() == id).findAny().orElseThrow();
    }

    private Group group(long id) {
        return groups.stream().filter(group -> group.id() == id).findAny().orElseThrow();
    }

    /** What a target shows, in an order of its own. */
    static final class Facts {

        private final Map<Shown, Set<String>> facts = new EnumMap<>(Shown.class);

        void add(Shown kind, String fact) {
            facts.computeIfAbsent(kind, none -> new TreeSet<>()).add(fact);
        }

        /** @param shoe a number, or the digits that the target has */
        void user(String login, String name, String mail, Object shoe, Collection<String> phones) {
            add(Shown.LOGINS, login);
            add(Shown.NAMES, login + " is " + name);
            add(Shown.MAILS, login + " has " + mail);
            add(Shown.SIZES, login + " has " + shoe);
            add(Shown.PHONES, login + " has " + new TreeSet<>(phones));
        }

        void keep(Collection<Shown> kinds) {
            facts.keySet().retainAll(kinds);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Facts those && facts.equals(those.facts);
        }

        @Override
        public int hashCode() {
            return facts.hashCode();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            facts.forEach((kind, all) -> all.forEach(
                    fact -> text.append(kind).append(": ").append(fact).append('\n')));
            return text.toString();
        }
    }
}
