package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check by a change of a valid file, and what is then reported. */
class ConfigChecksTest {

    private static final String SERVER = """
            hermes:
              cache:
                dirpath: cache
              logs:
                logfile: null
              plugins:
                attributes:
                  regex_search:
                datasources:
                  hr: {type: sqlite, settings: {uri: hr.sqlite}}
                  badge: {type: sqlite, settings: {uri: badge.sqlite}}
                messagebus:
                  sqlite: {settings: {uri: bus.sqlite, retention_in_days: 1}}
            hermes-server:
              updateInterval: 60
              datamodel:
                Users:
                  primarykeyattr: user_id
                  toString: '{{ login }}'
                  sources:
                    hr:
                      fetch:
                        type: fetch
                        query: SELECT 1
                      attrsmapping:
                        user_id: id
                        login: '{{ LOGIN | lower }}'
                        mails: [mail1, mail2]
                      secrets_attrs: [login]
                    badge:
                      fetch:
                        type: fetch
                        vars: {a: '{{ x }}', b: ['{{ y }}', 1]}
                      attrsmapping:
                        user_id: uid
                Members:
                  primarykeyattr: [user_id, group_id]
                  foreignkeys:
                    user_id:
                      from_objtype: Users
                      from_attr: user_id
                  integrity_constraints:
                    - '{{ _SELF.user_id in Users_pkeys }}'
                  sources:
                    hr:
                      fetch: {type: fetch}
                      attrsmapping: {user_id: u, group_id: g}
            """;

    private static final String CLIENT = """
            hermes:
              cache:
                dirpath: cache
              logs:
                logfile: null
              plugins:
                messagebus:
                  sqlite: {settings: {uri: bus.sqlite}}
            hermes-client:
              datamodel:
                Users:
                  hermesType: Users
                  toString: '{{ login }} {{ _pkey_user_id }}'
                  attrsmapping:
                    login: '{{ login }}@{{ host }}'
                    mail: mail
            hermes-client-recorder:
            """;

    @TempDir
    Path folder;

    static Stream<Arguments> serverChanges() {
        return Stream.of(
                change(
                        "updateInterval: 60",
                        "updateIntervall: 60",
                        "14:1: hermes-server.updateInterval: found nothing; required: int of at least 0",
                        "15:3: hermes-server.updateIntervall: found an unknown key; allowed here: updateInterval, batch_size,"
                                + " safeguards, datamodel; did you mean 'updateInterval'?"),
                change(
                        "updateInterval: 60",
                        "updateInterval: -1",
                        "15:19: hermes-server.updateInterval: found int -1; allowed: int of at least 0"),
                change(
                        "updateInterval: 60",
                        "updateInterval: '60'",
                        "15:19: hermes-server.updateInterval: found string '60'; allowed: int of at least 0"),
                change(
                        "updateInterval: 60",
                        "updateInterval: [60]",
                        "15:19: hermes-server.updateInterval: found a list; allowed: int of at least 0"),
                change(
                        "updateInterval: 60",
                        "updateInterval:",
                        "15:3: hermes-server.updateInterval: found nothing; allowed: int of at least 0"),
                change("dirpath: cache", "dirpath: {a: 1}", "3:5: hermes.cache.dirpath: found a map; allowed: string"),
                change("    dirpath: cache\n", "", "2:3: hermes.cache.dirpath: found nothing; required: string"),
                change(
                        "    dirpath: cache",
                        "    dirpath: cache\n    dirpath: other",
                        "4:5: hermes.cache.dirpath: duplicate key; it stands in line 3 already"),
                change(
                        "dirpath: cache",
                        "dirpath: cache\n    backend: jdbc",
                        "4:14: hermes.cache.backend: the backend jdbc needs the section hermes.cache.jdbc"),
                change(
                        "logfile: null",
                        "verbosity: loud",
                        "4:3: hermes.logs.logfile: found nothing; required: string, or null",
                        "5:16: hermes.logs.verbosity: found string 'loud'; allowed: critical, error, warning, info,"
                                + " debug"),
                change(
                        "logfile: null",
                        "logfile: null\n    verbosity: warn1ng",
                        "6:16: hermes.logs.verbosity: found string 'warn1ng'; allowed: critical, error, warning, info,"
                                + " debug; did you mean 'warning'?"),
                change(
                        "  logs:",
                        "  umask: 01000\n  logs:",
                        "4:10: hermes.umask: found int 01000; allowed: octal int from 0 to 0777"),
                change(
                        "  logs:",
                        "  retry: {bus_pause: -0.5}\n  logs:",
                        "4:22: hermes.retry.bus_pause: found float -0.5; allowed: number from 0 to 86400"),
                change(
                        "  logs:",
                        "  mail: {server: m, from: f, to: [a, 1]}\n  logs:",
                        "4:38: hermes.mail.to[1]: found int 1; allowed: string"),
                change(
                        "  logs:",
                        "  mail:\n  logs:",
                        "4:3: hermes.mail.from: found nothing; required: string",
                        "4:3: hermes.mail.server: found nothing; required: string",
                        "4:3: hermes.mail.to: found nothing; required: string, or a list of such"),
                change(
                        "  logs:",
                        "  mail: {server: m, from: f, to: t, password: 12}\n  logs:",
                        "4:47: hermes.mail.password: found int (not shown); allowed: string"),
                change(
                        "  logs:",
                        "  cli_socket: {path: " + "é".repeat(54) + "}\n  logs:",
                        "4:22: hermes.cli_socket.path: found a path of 108 bytes; allowed: up to 107"),
                change(
                        "  logs:",
                        "  cli_socket: {mode: 0999}\n  logs:",
                        "4:22: hermes.cli_socket.mode: found string '0999'; allowed: octal int from 0 to 07777"),
                change(
                        "regex_search:",
                        "regexsearch:",
                        "8:7: hermes.plugins.attributes.regexsearch: found an unknown key; allowed here:"
                                + " crypto_RSA_OAEP, ldapPasswordHash, regex_search; did you mean 'regex_search'?"),
                change(
                        "regex_search:",
                        "crypto_RSA_OAEP: {settings: {keys: {a: {hash: SHA256, rsa_key: secret}}}}",
                        "8:70: hermes.plugins.attributes.crypto_RSA_OAEP.settings.keys.a.rsa_key: found no key in PEM"
                                + " form (-----BEGIN … KEY-----)"),
                change(
                        "badge: {type: sqlite, ",
                        "badge: {type: sqlte, ",
                        "11:21: hermes.plugins.datasources.badge.type: found string 'sqlte'; allowed: camel,"
                                + " file, http, jdbc, ldap, oracle, postgresql, sqlite; did you mean 'sqlite'?"),
                change(
                        "badge: {type: sqlite, settings: {uri: badge.sqlite}}",
                        "badge: {type: sqlite}",
                        "11:7: hermes.plugins.datasources.badge.settings: found nothing; required: map with the keys"
                                + " uri"),
                change(
                        "badge: {type: sqlite, settings: {uri: badge.sqlite}}",
                        "badge: {type: oracle, settings: {server: s, port: 1, login: l, password: p, sid: a,"
                                + " service_name: b}}",
                        "11:88: hermes.plugins.datasources.badge.settings.sid: found beside service_name; allowed: one"
                                + " of the two"),
                change(
                        "sqlite: {settings: {uri: bus.sqlite, retention_in_days: 1}}",
                        "sqlite: {settings: {uri: bus.sqlite}}",
                        "13:16: hermes.plugins.messagebus.sqlite.settings.retention_in_days: found nothing; required:"
                                + " int from 1 to 999999"),
                change(
                        "      sqlite: {settings: {uri: bus.sqlite, retention_in_days: 1}}\n",
                        "",
                        "12:5: hermes.plugins.messagebus: found 0 message buses; allowed: exactly one"),
                change(
                        "retention_in_days: 1}}\n",
                        "retention_in_days: 1}}\n      kafka: {settings: {servers: s, topic: t}}\n",
                        "12:5: hermes.plugins.messagebus: found 2 message buses; allowed: exactly one"),
                change(
                        "    Users:\n",
                        "    U/sers:\n",
                        "17:5: hermes-server.datamodel.U/sers: found the name 'U/sers'; allowed: names that match"
                                + " [a-zA-Z][a-zA-Z0-9][^/\\x00-\\x1F\\x7F-\\x9F]*",
                        "40:25: hermes-server.datamodel.Members.foreignkeys.user_id.from_objtype: found 'Users', which"
                                + " is no type of the datamodel; known: U/sers, Members; did you mean 'U/sers'?"),
                change(
                        "primarykeyattr: user_id",
                        "primarykeyattr: uid",
                        "25:11: hermes-server.datamodel.Users.sources.hr.attrsmapping.uid: found no mapping of this"
                                + " primary key attribute; every source of a type must have one",
                        "34:11: hermes-server.datamodel.Users.sources.badge.attrsmapping.uid: found no mapping of this"
                                + " primary key attribute; every source of a type must have one",
                        "41:22: hermes-server.datamodel.Members.foreignkeys.user_id.from_attr: found 'user_id', which"
                                + " is not the primary key of Users; known: uid"),
                change(
                        "primarykeyattr: user_id",
                        "primarykeyattr: []",
                        "18:23: hermes-server.datamodel.Users.primarykeyattr: found no attribute; allowed: at least"
                                + " one"),
                change(
                        "primarykeyattr: [user_id, group_id]",
                        "primarykeyattr: group_id",
                        "39:9: hermes-server.datamodel.Members.foreignkeys.user_id: found 'user_id', which is not part"
                                + " of the type's primary key; allowed: group_id"),
                change(
                        "from_objtype: Users",
                        "from_objtype: Members",
                        "38:7: hermes-server.datamodel.Members.foreignkeys: found a circle of foreign keys: Members →"
                                + " Members; allowed: none",
                        "40:25: hermes-server.datamodel.Members.foreignkeys.user_id.from_objtype: found 'Members',"
                                + " whose primary key is made of user_id, group_id; allowed: a type with one single"
                                + " primary key attribute"),
                change(
                        "toString: '{{ login }}'",
                        "toString: '{{ logn }}'",
                        "19:17: hermes-server.datamodel.Users.toString: found 'logn', which is no attribute of the"
                                + " type; known: login, mails, user_id; did you mean 'login'?"),
                change(
                        "        badge:\n",
                        "        bagde:\n",
                        "30:9: hermes-server.datamodel.Users.sources.bagde: found 'bagde', which is not declared in"
                                + " hermes.plugins.datasources; known: hr, badge; did you mean 'badge'?"),
                change(
                        "    secrets_attrs: [login]",
                        "    secrets_attrs: [login, lgin]",
                        "29:34: hermes-server.datamodel.Users.sources.hr.secrets_attrs[1]: found 'lgin', which is no"
                                + " key of attrsmapping; known: user_id, login, mails; did you mean 'login'?"),
                change(
                        "secrets_attrs: [login]",
                        "commit_one: {type: add}\n          commit_all: {type: add}",
                        "30:11: hermes-server.datamodel.Users.sources.hr.commit_all: found beside commit_one; allowed:"
                                + " one of the two"),
                change(
                        "user_id: id\n",
                        "user_id: ''\n",
                        "26:22: hermes-server.datamodel.Users.sources.hr.attrsmapping.user_id: found string '';"
                                + " allowed: non-empty string"),
                change(
                        "[mail1, mail2]",
                        "[]",
                        "28:20: hermes-server.datamodel.Users.sources.hr.attrsmapping.mails: found an empty list;"
                                + " allowed: at least one remote attribute"),
                change(
                        "[mail1, mail2]",
                        "[mail1, '{{ m }}']",
                        "28:28: hermes-server.datamodel.Users.sources.hr.attrsmapping.mails[1]: found a template in a"
                                + " list; allowed: names of remote attributes"),
                change(
                        "[mail1, mail2]",
                        "{a: b}",
                        "28:13: hermes-server.datamodel.Users.sources.hr.attrsmapping.mails: found a map; allowed:"
                                + " non-empty string; or list of: non-empty string"),
                change(
                        "integrity_constraints:\n        - ",
                        "integrity_constraints: ",
                        "42:30: hermes-server.datamodel.Members.integrity_constraints: found string '{{ _SELF.user_id"
                                + " in Users_pkeys }}'; allowed: list of: string"),
                change(
                        "  updateInterval: 60\n",
                        "  updateInterval: 60\n  safeguards: {types: {User: {max_removed_percent: 101}}}\n",
                        "16:24: hermes-server.safeguards.types.User: found 'User', which is no type of the datamodel;"
                                + " known: Users, Members; did you mean 'Users'?",
                        "16:52: hermes-server.safeguards.types.User.max_removed_percent: found int 101; allowed:"
                                + " number from 0 to 100"));
    }

    @ParameterizedTest
    @MethodSource("serverChanges")
    void reportsWhatIsWrongOnAServer(String text, String replacement, List<String> problems) {
        assertThat(SERVER).contains(text);
        Path file = TestConfigs.write(folder, SERVER.replace(text, replacement));

        assertThat(problemsOf(() -> loader().loadServer(file))).isEqualTo(problems);
    }

    @ParameterizedTest
    @MethodSource("serverTemplates")
    void locatesATemplateThatCannotBeUsed(String text, String replacement, String place) {
        assertThat(SERVER).contains(text);
        Path file = TestConfigs.write(folder, SERVER.replace(text, replacement));

        assertThat(problemsOf(() -> loader().loadServer(file)))
                .singleElement()
                .asString()
                .startsWith(place + ": found a template that cannot be used: ");
    }

    static Stream<Arguments> serverTemplates() {
        String users = "hermes-server.datamodel.Users.";
        return Stream.of(
                Arguments.of(
                        "'{{ LOGIN | lower }}'", "'x{{ LOGIN }}'", "27:20: " + users + "sources.hr.attrsmapping.login"),
                Arguments.of(
                        "'{{ LOGIN | lower }}'", "'{{ LOGIN'", "27:20: " + users + "sources.hr.attrsmapping.login"),
                Arguments.of("| lower", "| no_such_filter", "27:20: " + users + "sources.hr.attrsmapping.login"),
                Arguments.of("| lower", "| ldapPasswordHash", "27:20: " + users + "sources.hr.attrsmapping.login"),
                Arguments.of("SELECT 1", "SELECT {{ 1", "24:20: " + users + "sources.hr.fetch.query"),
                Arguments.of("'{{ y }}'", "'{{ y'", "33:38: " + users + "sources.badge.fetch.vars.b[0]"),
                Arguments.of("toString: '{{ login }}'", "toString: '{{ }}'", "19:17: " + users + "toString"),
                Arguments.of(
                        "'{{ _SELF.user_id in Users_pkeys }}'",
                        "'{{ _SELF. }}'",
                        "43:11: hermes-server.datamodel.Members.integrity_constraints[0]"));
    }

    static Stream<Arguments> clientChanges() {
        return Stream.of(
                change(
                        "hermesType: Users",
                        "hermesTyp: Users",
                        "11:5: hermes-client.datamodel.Users.hermesType: found nothing; required: non-empty string",
                        "12:7: hermes-client.datamodel.Users.hermesTyp: found an unknown key; allowed here:"
                                + " hermesType, toString, attrsmapping; did you mean 'hermesType'?"),
                change(
                        "mail: mail",
                        "_pkey_mail: mail",
                        "16:21: hermes-client.datamodel.Users.attrsmapping._pkey_mail: found a name that is reserved"
                                + " for the primary key; allowed: names that do not start with _pkey_"),
                change(
                        "toString: '{{ login }}",
                        "toString: '{{ lgin }}",
                        "13:17: hermes-client.datamodel.Users.toString: found 'lgin', which is no attribute of the"
                                + " type; known: login, mail; did you mean 'login'?"),
                change(
                        "  datamodel:",
                        "  plugin: usersgroups_ldpa\n  datamodel:",
                        "10:11: hermes-client.plugin: found 'usersgroups_ldpa', which is no client plugin; known:"
                                + " recorder, sql, usersgroups_ad, usersgroups_adpypsrp,"
                                + " usersgroups_flatfiles_emails_of_groups, usersgroups_kadmin_heimdal,"
                                + " usersgroups_ldap, usersgroups_null, webservice; did you mean 'usersgroups_ldap'?",
                        "18:1: hermes-client-recorder: found an unknown key; allowed here: hermes, hermes-client,"
                                + " hermes-client-usersgroups_ldpa"),
                change(
                        "  datamodel:",
                        "  autoremediation: conservativ\n  trashbin_retention: 3661\n  datamodel:",
                        "10:20: hermes-client.autoremediation: found string 'conservativ'; allowed: disabled,"
                                + " conservative, maximum; did you mean 'conservative'?",
                        "11:23: hermes-client.trashbin_retention: found int 3661; allowed: int from 0 to 3660"),
                change(
                        "hermes-client-recorder:",
                        "hermes-client-recorder: text",
                        "17:25: hermes-client-recorder: found string 'text'; allowed: map of names to: anything"),
                change(
                        "'{{ login }}@{{ host }}'",
                        "'{{ login }@{{ host }}'",
                        "15:16: hermes-client.datamodel.Users.attrsmapping.login: found a template that cannot be"
                                + " used: TEMPLATE"));
    }

    @ParameterizedTest
    @MethodSource("clientChanges")
    void reportsWhatIsWrongOnAClient(String text, String replacement, List<String> problems) {
        assertThat(CLIENT).contains(text);
        Path file = TestConfigs.write(folder, CLIENT.replace(text, replacement));

        assertThat(problemsOf(() -> loader().loadClient(file, "recorder")))
                .map(line -> line.replaceFirst("used: template .*", "used: TEMPLATE"))
                .isEqualTo(problems);
    }

    @Test
    void acceptsTheFilesThatTheChangesStartFrom() {
        assertThat(loader().loadServer(TestConfigs.write(folder, SERVER)).datamodel())
                .hasSize(2);
        assertThat(loader().loadClient(TestConfigs.write(folder, CLIENT), "recorder")
                        .datamodel()
                        .types())
                .hasSize(1);
    }

    @Test
    void neverShowsWhatCameFromAReference() {
        Path file = TestConfigs.write(folder, SERVER.replace("updateInterval: 60", "updateInterval: ${env:SECRET}"));

        assertThat(problemsOf(
                        () -> new ConfigLoader(TestConfigs.catalog(), Map.of("SECRET", "s3cret")).loadServer(file)))
                .containsExactly("15:19: hermes-server.updateInterval: found string from ${env:SECRET}; allowed: int"
                        + " of at least 0");
    }

    private static Arguments change(String text, String replacement, String... problems) {
        return Arguments.of(text, replacement, List.of(problems));
    }

    private static ConfigLoader loader() {
        return TestConfigs.loader(Map.of());
    }

    /** The problems without the name of the file. */
    static List<String> problemsOf(Runnable load) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, load::run);
        assertThat(refused).as("the file must be refused").isNotNull();
        return refused.problems().stream()
                .map(problem -> problem.toString().substring(problem.file().length() + 1))
                .toList();
    }
}
