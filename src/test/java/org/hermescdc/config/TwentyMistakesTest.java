package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken file is told whole: one line for each mistake, in the order of the file. */
class TwentyMistakesTest {

    private static final String FILE = """
            hermes:
              umask: 888
              cache:
                dirpath: cache
                enable_compresion: true
                backup_count: 1
              cli_socket:
                path: /run/hermes.sock
                mode: rw
              logs:
                verbosity: info
              mail:
                server: localhost
                to: [admins@example.org]
              plugins:
                attributes:
                  regex_serach:
                datasources:
                  hr:
                    type: sqlite
                    settings: {}
                  hr2: {type: mysql}
                messagebus:
                  sqlite: {settings: {uri: '${env:NO_SUCH_VARIABLE}', retention_in_days: 0}}
            hermes-server:
              updateInterval: soon
              updateInterval: 60
              datamodel:
                _Users:
                  primarykeyattr: id
                  on_merge_conflict: first
                  toString: '{{ nobody }}'
                  sources:
                    hr:
                      fetch: {type: fetch, query: '{{ oops'}
                      attrsmapping:
                        id: '{{ ID }} and text'
                      local_attrs: [password]
                    badges:
                      fetch: {query: SELECT 1}
                      attrsmapping: {id: login}
            """;

    private static final String MESSAGES = """
            2:10: hermes.umask: found int 888; allowed: octal int from 0 to 0777
            5:5: hermes.cache.enable_compresion: found an unknown key; allowed here: dirpath, enable_compression, backup_count, journal_megabytes, backend, jdbc; did you mean 'enable_compression'?
            9:11: hermes.cli_socket.mode: found string 'rw'; allowed: octal int from 0 to 07777
            10:3: hermes.logs.logfile: found nothing; required: string, or null
            12:3: hermes.mail.from: found nothing; required: string
            17:7: hermes.plugins.attributes.regex_serach: found an unknown key; allowed here: crypto_RSA_OAEP, ldapPasswordHash, regex_search; did you mean 'regex_search'?
            21:9: hermes.plugins.datasources.hr.settings.uri: found nothing; required: string
            22:19: hermes.plugins.datasources.hr2.type: found string 'mysql'; allowed: camel, file, http, jdbc, ldap, oracle, postgresql, sqlite
            24:32: hermes.plugins.messagebus.sqlite.settings.uri: the environment variable 'NO_SUCH_VARIABLE' is not set
            24:78: hermes.plugins.messagebus.sqlite.settings.retention_in_days: found int 0; allowed: int from 1 to 999999
            26:19: hermes-server.updateInterval: found string 'soon'; allowed: int of at least 0
            27:3: hermes-server.updateInterval: duplicate key; it stands in line 26 already
            29:5: hermes-server.datamodel._Users: found the name '_Users'; allowed: names that match [a-zA-Z][a-zA-Z0-9][^/\\x00-\\x1F\\x7F-\\x9F]*
            31:26: hermes-server.datamodel._Users.on_merge_conflict: found string 'first'; allowed: keep_first_value, use_cached_entry
            32:17: hermes-server.datamodel._Users.toString: found 'nobody', which is no attribute of the type; known: id
            35:39: hermes-server.datamodel._Users.sources.hr.fetch.query: found a template that cannot be used: template {{ oops: '}}' is missing
            37:17: hermes-server.datamodel._Users.sources.hr.attrsmapping.id: found a template that cannot be used: template {{ ID }} and text: in attrsmapping no text or blank may stand beside an expression; join with ~
            38:25: hermes-server.datamodel._Users.sources.hr.local_attrs[0]: found 'password', which is no key of attrsmapping; known: id
            39:9: hermes-server.datamodel._Users.sources.badges: found 'badges', which is not declared in hermes.plugins.datasources; known: hr, hr2
            40:11: hermes-server.datamodel._Users.sources.badges.fetch.type: found nothing; required: fetch, add, delete, modify
            """;

    @TempDir
    Path folder;

    @Test
    void areAllToldWithTheirPlace() {
        Path file = TestConfigs.write(folder, FILE);

        assertThat(ConfigChecksTest.problemsOf(
                        () -> TestConfigs.loader(Map.of()).loadServer(file)))
                .hasSize(20)
                .containsExactlyElementsOf(MESSAGES.lines().toList());
    }
}
