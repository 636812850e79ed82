package org.hermescdc.matrix;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hermescdc.it.MariaDb;
import org.hermescdc.matrix.Servers.Place;
import org.hermescdc.matrix.World.Shown;

/**
 * A target of the matrix. To add one: a class, and its line here.
 *
 * @param shows what of the data the target can show at all
 * @param readBy how the test looks into the target, past Hermes
 */
record TargetRow(String name, Set<Shown> shows, String readBy, Maker maker) {

    private static final Set<Shown> ALL_BUT_LISTS = EnumSet.complementOf(EnumSet.of(Shown.LISTS));

    static final List<TargetRow> ALL = List.of(
            new TargetRow(
                    "usersgroups_ldap on slapd",
                    ALL_BUT_LISTS,
                    "LDAP searches",
                    place -> new LdapTarget(place.servers().slapd(), place.name() + "-target")),
            new TargetRow("sql on PostgreSQL", ALL_BUT_LISTS, "SQL queries", TargetRow::onPostgresql),
            new TargetRow("sql on MariaDB", ALL_BUT_LISTS, "SQL queries", TargetRow::onMariaDb),
            new TargetRow(
                    "webservice", ALL_BUT_LISTS, "what the HTTP server has in memory", place -> new ServiceTarget()),
            new TargetRow(
                    "usersgroups_flatfiles_emails_of_groups",
                    EnumSet.of(Shown.GROUPS, Shown.LISTS),
                    "its files",
                    place -> new MailsTarget(place.folder())),
            new TargetRow(
                    "usersgroups_ad on Samba",
                    ALL_BUT_LISTS,
                    "LDAP searches",
                    place -> new AdTarget(place.servers().samba(), place.name())),
            new TargetRow(
                    "usersgroups_kadmin_heimdal",
                    EnumSet.of(Shown.LOGINS),
                    "`kadmin -l` on the KDC's machine",
                    place -> new KadminTarget(place.servers().heimdal())));

    interface Maker {
        Target make(Place place) throws Exception;
    }

    private static Target onPostgresql(Place place) throws Exception {
        var server = place.servers().postgres();
        return new SqlTarget(server.url(server.createDatabase()), server.port(), "postgres", "any");
    }

    private static Target onMariaDb(Place place) throws Exception {
        var server = place.servers().mariaDb();
        return new SqlTarget(
                server.url(server.createDatabase()), server.port(), MariaDb.Server.USER, MariaDb.Server.PASSWORD);
    }

    @Override
    public String toString() {
        return name;
    }
}
