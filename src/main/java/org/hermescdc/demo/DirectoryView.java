package org.hermescdc.demo;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hermescdc.core.HermesException;

/** The first target, looked at from outside: as any LDAP browser sees it. */
final class DirectoryView implements AutoCloseable {

    private final LDAPConnection connection;

    /** @param folder of the running directory */
    DirectoryView(Path folder) {
        try {
            LDAPURL uri = new LDAPURL(Files.readString(folder.resolve(Directory.URI_FILE)));
            String password = Files.readString(folder.resolve(Directory.PASSWORD_FILE));
            connection = new LDAPConnection(uri.getHost(), uri.getPort(), Directory.BIND, password);
        } catch (LDAPException | java.io.IOException e) {
            throw new HermesException("the directory does not answer: " + e.getMessage(), e);
        }
    }

    Counts counts() {
        List<SearchResultEntry> groups = search(Directory.GROUPS, Filter.createPresenceFilter("cn"), "member");
        long memberships = groups.stream()
                .flatMap(group -> Arrays.stream(values(group, "member")))
                .filter(member -> !member.isEmpty())
                .count();
        return new Counts(
                search(Directory.USERS, Filter.createPresenceFilter("uid"), "1.1")
                        .size(),
                groups.size(),
                memberships);
    }

    /** The entry of a user, by login. */
    Optional<SearchResultEntry> user(String login) {
        return search(Directory.USERS, Filter.createEqualityFilter("uid", login), "*").stream()
                .findFirst();
    }

    /** The names of the groups that have this user as a member. */
    List<String> groupsOf(String login) {
        Filter member = Filter.createEqualityFilter("member", "uid=" + login + "," + Directory.USERS);
        return search(Directory.GROUPS, member, "cn").stream()
                .map(group -> group.getAttributeValue("cn"))
                .sorted()
                .toList();
    }

    private List<SearchResultEntry> search(String base, Filter filter, String... attributes) {
        try {
            return connection.search(base, SearchScope.ONE, filter, attributes).getSearchEntries();
        } catch (LDAPException e) {
            throw new HermesException("the directory does not answer: " + e.getMessage(), e);
        }
    }

    private static String[] values(SearchResultEntry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? new String[0] : values;
    }

    @Override
    public void close() {
        connection.close();
    }
}
