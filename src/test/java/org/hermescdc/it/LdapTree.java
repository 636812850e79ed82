package org.hermescdc.it;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A branch of the directory of the tests, which one test fills, and deletes. */
public final class LdapTree {

    private final Slapd.Server server;
    private final String base;

    /** Makes {@code ou=<name>} below the suffix, empty whatever another test left there, and the suffix where it is not there. */
    public LdapTree(Slapd.Server server, String name) throws LDAPException {
        this.server = server;
        this.base = "ou=" + name + "," + Slapd.Server.SUFFIX;
        try (LDAPConnection ldap = server.connect()) {
            if (ldap.getEntry(Slapd.Server.SUFFIX) == null) {
                ldap.add(Slapd.Server.SUFFIX, new Attribute("objectClass", "domain"));
            }
            if (ldap.getEntry(base) == null) {
                ldap.add(base, new Attribute("objectClass", "organizationalUnit"));
            }
        }
        clear();
    }

    public String base() {
        return base;
    }

    /** Deletes all below the branch. */
    public void clear() throws LDAPException {
        delete(base);
    }

    /** Deletes the branch, and the suffix where nothing else is below. */
    public void delete() throws LDAPException {
        delete(base);
        try (LDAPConnection ldap = server.connect()) {
            ldap.delete(base);
            if (below(ldap, Slapd.Server.SUFFIX).isEmpty()) {
                ldap.delete(Slapd.Server.SUFFIX);
            }
        }
    }

    private void delete(String above) throws LDAPException {
        try (LDAPConnection ldap = server.connect()) {
            List<String> names = below(ldap, above);
            names.sort(Comparator.comparing(String::length).reversed());
            for (String name : names) {
                ldap.delete(name);
            }
        }
    }

    private static List<String> below(LDAPConnection ldap, String above) throws LDAPException {
        List<String> names = new ArrayList<>();
        for (SearchResultEntry entry : ldap.search(above, SearchScope.SUBORDINATE_SUBTREE, "(objectClass=*)", "1.1")
                .getSearchEntries()) {
            names.add(entry.getDN());
        }
        return names;
    }
}
