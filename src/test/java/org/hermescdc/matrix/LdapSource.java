package org.hermescdc.matrix;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Map;
import org.hermescdc.it.LdapTree;
import org.hermescdc.it.Slapd;
import org.hermescdc.it.TcpProxy;

/** Entries of a directory: people and groups, and one for each membership. */
final class LdapSource extends Source {

    private static final Map<String, String> NAMES = Map.of(
            "id", "uidNumber",
            "login", "uid",
            "name", "cn",
            "shoe", "gidNumber",
            "phones", "telephoneNumber",
            "user_id", "uidNumber",
            "group_id", "gidNumber");

    private static final Attribute OU = new Attribute("objectClass", "organizationalUnit");

    private final Slapd.Server server;
    private final LdapTree tree;
    private final TcpProxy proxy;

    LdapSource(Slapd.Server server, String name) throws LDAPException {
        this.server = server;
        this.proxy = new TcpProxy(server.port());
        this.tree = new LdapTree(server, name);
    }

    @Override
    Map<String, Object> declarations() {
        return Map.of(
                "data",
                Map.of(
                        "type",
                        "ldap",
                        "settings",
                        Map.of(
                                "uri",
                                "ldap://127.0.0.1:" + proxy.port(),
                                "binddn",
                                Slapd.Server.ADMIN,
                                "bindpassword",
                                Slapd.Server.PASSWORD,
                                "basedn",
                                tree.base())));
    }

    @Override
    Map<String, Object> fetch(Type type) {
        return Map.of(
                "type",
                "fetch",
                "vars",
                Map.of("base", branch(type), "scope", "one", "attrlist", "{{ REMOTE_ATTRIBUTES | list }}"));
    }

    @Override
    String mapping(Type type, String attribute) {
        if (attribute.equals("phones")) {
            return "{{ [telephoneNumber] if telephoneNumber is string else telephoneNumber }}";
        }
        return type == Type.GROUPS && attribute.equals("id") ? "gidNumber" : NAMES.getOrDefault(attribute, attribute);
    }

    @Override
    void hold(World world) throws LDAPException {
        tree.clear();
        try (LDAPConnection ldap = server.connect()) {
            for (Type type : Type.values()) {
                ldap.add(branch(type), OU);
            }
            for (World.User user : world.users()) {
                ldap.add(person(user));
            }
            for (World.Group group : world.groups()) {
                ldap.add(
                        "gidNumber=" + group.id() + "," + branch(Type.GROUPS),
                        new Attribute("objectClass", "posixGroup"),
                        new Attribute("cn", group.name()));
            }
            for (World.Member member : world.members()) {
                ldap.add(
                        "uid=" + member.group() + "-" + member.user() + "," + branch(Type.MEMBERS),
                        new Attribute("objectClass", "account", "posixAccount"),
                        new Attribute("cn", "membership"),
                        new Attribute("homeDirectory", "/"),
                        new Attribute("gidNumber", String.valueOf(member.group())),
                        new Attribute("uidNumber", String.valueOf(member.user())));
            }
        }
    }

    private Entry person(World.User user) {
        Entry person = new Entry("uidNumber=" + user.id() + "," + branch(Type.USERS));
        person.addAttribute("objectClass", "inetOrgPerson", "posixAccount");
        person.addAttribute("uid", user.login());
        person.addAttribute("cn", user.name());
        person.addAttribute("sn", user.name());
        person.addAttribute("homeDirectory", "/");
        person.addAttribute("gidNumber", String.valueOf(user.shoe()));
        if (user.mail() != null) {
            person.addAttribute("mail", user.mail());
        }
        if (!user.phones().isEmpty()) {
            person.addAttribute(new Attribute("telephoneNumber", List.copyOf(user.phones())));
        }
        return person;
    }

    private String branch(Type type) {
        return "ou=" + type.table() + "," + tree.base();
    }

    @Override
    void takeAway() {
        proxy.refuse();
    }

    @Override
    void bringBack() {
        proxy.pass();
    }

    @Override
    public void close() throws LDAPException {
        proxy.close();
        tree.delete();
    }
}
