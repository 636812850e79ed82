package org.hermescdc.plugin.handler.flatfiles;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.Values;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;

/** Which mails belong to which group, worked out from all local objects that are not in the trashbin. */
final class GroupMails {

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    static final String USERS = "Users";
    static final String GROUPS = "Groups";
    static final String MEMBERSHIPS = "GroupsMembers";
    static final String MEMBER_LISTS = "MembersOfGroups";

    static final String USER_PKEY = "user_pkey";
    static final String LOGIN = "login";
    static final String MAIL = "mail";
    static final String GROUP_PKEY = "group_pkey";
    static final String NAME = "name";
    static final String GROUP_MEMBERS = "groupmembers";

    private final ObjectLookup lookup;

    GroupMails(ObjectLookup lookup) {
        this.lookup = lookup;
    }

    /** Group name → mails of its members, each once, sorted; two groups of one name share their mails. */
    SortedMap<String, SortedSet<String>> byGroupName() {
        SortedMap<String, SortedSet<String>> mails = new TreeMap<>();
        Map<Key, SortedSet<String>> byGroup = new HashMap<>();
        lookup.objects(GROUPS).forEach(group -> {
            SortedSet<String> ofName = mails.computeIfAbsent(groupName(group), name -> new TreeSet<>());
            putUnder(byGroup, group.get(GROUP_PKEY), ofName);
        });
        addSingleMembers(byGroup);
        addMemberLists(byGroup);
        return mails;
    }

    static String groupName(Entry group) {
        Object name = group.get(NAME);
        if (name == null || name instanceof Collection || name instanceof Map) {
            throw new HandlerException("a group's name must be one value; found: " + Values.typeName(name));
        }
        return name.toString();
    }

    /**
     * The mails of a user: none, one or several.
     *
     * @throws HandlerException if one is no text on one line
     */
    static List<String> mailsOf(Entry user) {
        Object mail = user.get(MAIL);
        return items(mail).map(GroupMails::line).toList();
    }

    private void addSingleMembers(Map<Key, SortedSet<String>> byGroup) {
        Map<Key, List<String>> byUser = new HashMap<>();
        lookup.objects(USERS).forEach(user -> putUnder(byUser, user.get(USER_PKEY), mailsOf(user)));
        for (Entry membership : lookup.objects(MEMBERSHIPS)) {
            SortedSet<String> group = findUnder(byGroup, membership.get(GROUP_PKEY));
            List<String> mails = findUnder(byUser, membership.get(USER_PKEY));
            if (group != null && mails != null) {
                group.addAll(mails);
            }
        }
    }

    private void addMemberLists(Map<Key, SortedSet<String>> byGroup) {
        Map<Object, List<String>> byLogin = new HashMap<>();
        lookup.objects(USERS).forEach(user -> byLogin.put(user.get(LOGIN), mailsOf(user)));
        for (Entry list : lookup.objects(MEMBER_LISTS)) {
            SortedSet<String> group = findUnder(byGroup, list.get(GROUP_PKEY));
            if (group != null) {
                items(list.get(GROUP_MEMBERS)).forEach(login -> group.addAll(byLogin.getOrDefault(login, List.of())));
            }
        }
    }

    private static <T> void putUnder(Map<Key, T> map, Object key, T value) {
        if (key != null) {
            map.put(Key.of(key), value);
        }
    }

    private static <T> T findUnder(Map<Key, T> map, Object key) {
        return key == null ? null : map.get(Key.of(key));
    }

    private static Stream<?> items(Object value) {
        return value instanceof Collection<?> items ? items.stream() : Stream.ofNullable(value);
    }

    private static String line(Object mail) {
        if (!(mail instanceof String text)
                || text.isBlank()
                || LINE_BREAK.matcher(text).find()) {
            throw new HandlerException("a user's mail must be text on one line; found: " + Values.typeName(mail)
                    + (mail instanceof String ? " that is blank or has line breaks" : ""));
        }
        return text;
    }
}
