package org.hermescdc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hermescdc.HermesClient;
import org.hermescdc.it.Slapd;

/** What it costs a client to take over an initsync sequence. */
final class ClientMeasures {

    static final List<Measure> ALL = List.of(
            new Measure(
                    "client-initsync",
                    "a client without a target takes over an initsync sequence, and saves it",
                    "a bare consumer that reads the same bus and parses its JSON with Jackson",
                    Bar.rate(0.3, 0.6),
                    (Measure.Way.Compared) ClientMeasures::nothing),
            new Measure(
                    "client-ldap",
                    "a client takes over users into OpenLDAP",
                    "bare adds of the same entries by UnboundID on one connection",
                    Bar.rate(0.7, 0.95),
                    (Measure.Way.Compared) ClientMeasures::ldap));

    private static final String EVERYTHING = """
                Users:
                  hermesType: SRVUsers
                  attrsmapping: {user_id: user_id, login: login, first_name: first_name, last_name: last_name, mail: mail,
                    department: department, phone: phone, office: office, badge: badge, active: active}
                Groups:
                  hermesType: SRVGroups
                  attrsmapping: {group_id: group_id, name: name, description: description}
                GroupsMembers:
                  hermesType: SRVMemberships
                  attrsmapping: {user_id: user_id, group_id: group_id}
            """;

    private static final String PEOPLE = """
                Users:
                  hermesType: SRVUsers
                  attrsmapping: {uid: login, cn: "{{ first_name ~ ' ' ~ last_name }}", sn: last_name, givenName: first_name,
                    mail: mail, telephoneNumber: phone, roomNumber: office}
            """;

    private ClientMeasures() {}

    private static Pair nothing(Ground ground) throws Exception {
        BusFile bus = BusFile.make(ground, ServerSite.WHOLE);
        ClientSite site = ClientSite.make(ground.folder().resolve("client"), bus, "usersgroups_null", EVERYTHING, "");
        int objects = ground.set().entries();
        return new Pair(new BareConsumer(bus), new TakeOver(site, bus, objects), () -> {});
    }

    private static Pair ldap(Ground ground) throws Exception {
        Slapd.Server slapd = new Slapd.Server();
        BusFile bus = BusFile.make(
                ground,
                ServerSite.USERS.replace(
                        "FROM users",
                        "FROM users WHERE user_id <= " + ground.set().usersForTarget()));
        try (LDAPConnection admin = slapd.connect()) {
            admin.add("dn: " + Slapd.Server.SUFFIX, "objectClass: domain", "dc: example");
        }
        return new Pair(
                new BareAdds(slapd, bus),
                new LdapTakeOver(ground.folder(), slapd, bus, ground.set().usersForTarget()),
                slapd);
    }

    /** Reads and parses, and keeps nothing. */
    private static final class BareConsumer implements Work {

        private final ObjectMapper mapper = new ObjectMapper();
        private final BusFile bus;
        private final long expected;
        private long parsed;

        BareConsumer(BusFile bus) throws Exception {
            this.bus = bus;
            this.expected = bus.count();
        }

        @Override
        public void prepare() {
            parsed = 0;
        }

        @Override
        public void run() throws Exception {
            try (Connection connection = bus.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT msgid, data FROM hermesmessages ORDER BY msgid")) {
                while (rows.next()) {
                    rows.getLong(1);
                    if (mapper.readTree(rows.getString(2)).has("eventtype")) {
                        parsed++;
                    }
                }
            }
        }

        @Override
        public void verify() {
            Expect.equal("messages parsed", parsed, expected);
        }
    }

    /** A new client does all that is on the bus. */
    private static final class TakeOver implements Work {

        private final ClientSite site;
        private final BusFile bus;
        private final int objects;
        private NullTarget target;
        private HermesClient client;

        TakeOver(ClientSite site, BusFile bus, int objects) {
            this.site = site;
            this.bus = bus;
            this.objects = objects;
        }

        @Override
        public void prepare() throws Exception {
            target = new NullTarget();
            client = site.open(Optional.of(target));
        }

        @Override
        public void run() throws Exception {
            ClientSite.work(client, bus.last());
        }

        @Override
        public void verify() {
            Expect.equal("calls of the handler", target.calls(), objects);
        }
    }

    /** Counts the people below a branch. */
    private static int people(Slapd.Server slapd, String branch) throws Exception {
        try (LDAPConnection admin = slapd.connect()) {
            return admin.search(branch, SearchScope.ONE, "(objectClass=inetOrgPerson)", "1.1")
                    .getEntryCount();
        }
    }

    private static String newBranch(Slapd.Server slapd, String name) throws Exception {
        String branch = "ou=" + name + "," + Slapd.Server.SUFFIX;
        try (LDAPConnection admin = slapd.connect()) {
            admin.add("dn: " + branch, "objectClass: organizationalUnit", "ou: " + name);
        }
        return branch;
    }

    /** The entries, made beforehand, added one by one. */
    private static final class BareAdds implements Work {

        private final Slapd.Server slapd;
        private final List<JsonNode> users = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private String branch;
        private int round;

        BareAdds(Slapd.Server slapd, BusFile bus) throws Exception {
            this.slapd = slapd;
            ObjectMapper mapper = new ObjectMapper();
            for (String message : bus.messages()) {
                JsonNode event = mapper.readTree(message);
                if (event.get("eventtype").textValue().equals("added")) {
                    users.add(event.get("objattrs"));
                }
            }
        }

        @Override
        public void prepare() throws Exception {
            branch = newBranch(slapd, "bare" + ++round);
            entries.clear();
            for (JsonNode user : users) {
                String login = user.get("login").textValue();
                Entry entry = new Entry("uid=" + login + "," + branch);
                entry.addAttribute("objectClass", "inetOrgPerson");
                entry.addAttribute("uid", login);
                entry.addAttribute(
                        "cn",
                        user.get("first_name").textValue() + " "
                                + user.get("last_name").textValue());
                entry.addAttribute("sn", user.get("last_name").textValue());
                entry.addAttribute("givenName", user.get("first_name").textValue());
                entry.addAttribute("mail", user.get("mail").textValue());
                entry.addAttribute("telephoneNumber", user.get("phone").textValue());
                entry.addAttribute("roomNumber", user.get("office").textValue());
                entries.add(entry);
            }
        }

        @Override
        public void run() throws Exception {
            try (LDAPConnection connection = slapd.connect()) {
                for (Entry entry : entries) {
                    connection.add(entry);
                }
            }
        }

        @Override
        public void verify() throws Exception {
            Expect.equal("people in the directory", people(slapd, branch), users.size());
        }
    }

    /** A new client for a new branch. */
    private static final class LdapTakeOver implements Work {

        private final Path folder;
        private final Slapd.Server slapd;
        private final BusFile bus;
        private final int users;
        private String branch;
        private HermesClient client;
        private int round;

        LdapTakeOver(Path folder, Slapd.Server slapd, BusFile bus, int users) {
            this.folder = folder;
            this.slapd = slapd;
            this.bus = bus;
            this.users = users;
        }

        @Override
        public void prepare() throws Exception {
            branch = newBranch(slapd, "hermes" + ++round);
            String settings =
                    """
                    hermes-client-usersgroups_ldap:
                      uri: %s
                      binddn: %s
                      bindpassword: %s
                      basedn: %s
                      users_ou: %s
                      groups_ou: %s
                      dnAttributes: {Users: uid, UserPasswords: uid, Groups: cn}
                      groupsObjectclass: groupOfNames
                      defaultValues: {Users: {objectClass: [inetOrgPerson]}, UserPasswords: {}, Groups: {}}
                    """.formatted(slapd.uri(), Slapd.Server.ADMIN, Slapd.Server.PASSWORD, branch, branch, branch);
            client = ClientSite.make(folder.resolve("client"), bus, "usersgroups_ldap", PEOPLE, settings)
                    .open(Optional.empty());
        }

        @Override
        public void run() throws Exception {
            ClientSite.work(client, bus.last());
        }

        @Override
        public void verify() throws Exception {
            Expect.equal("people in the directory", people(slapd, branch), users);
        }
    }
}
