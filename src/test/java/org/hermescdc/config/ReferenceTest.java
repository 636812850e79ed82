package org.hermescdc.config;

import java.io.IOException;
import java.nio.file.Path;
import org.hermescdc.Generated;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final String INTRODUCTION = """
            # Configuration reference

            Every key of every configuration file. This page is made from the code (`ReferenceTest`), so it is complete.

            One YAML file for each application, in the working directory or named with `--config FILE`:

            | application | file |
            |---|---|
            | `hermes server` | `hermes-server-config.yml` |
            | `hermes client-NAME` | `hermes-client-NAME-config.yml` |
            | `hermes server-cli`, `hermes client-NAME-cli` | `hermes-server-cli-config.yml`, `hermes-client-NAME-cli-config.yml` if it is there: only `hermes.cli_socket.path` is read; else the application's own file |

            Files written for Hermes 1.0.9 are accepted unchanged. Keys marked **(new)** are unknown to it; without them
            everything works as in 1.0.9.

            - Unknown and duplicate keys are errors. All errors of a file are told at once, each with file, line, column, key,
              what was found and what is allowed; the exit code is then 78, and nothing was started.
            - The files are YAML 1.1: integers with a leading `0` are octal (`umask: 0027`), `yes`, `no`, `on` and `off` are
              bools. Anchors and merge keys work.
            - `${env:NAME}` and `${file:/run/secrets/x}` in any value are replaced when the file is read; one line break at the
              end of a file is left out. A missing one is an error. Where a number or a bool is wanted, the replacement is read
              as one; everywhere else it is a string.
            - A key with nothing behind it is that section's defaults.
            - A line `# yaml-language-server: $schema=…/hermes.schema.json` at the top of a file makes editors complete and
              check it; the schema is `config/hermes.schema.json`.
            - Names of data types start with a letter and a letter or digit, and hold no `/` and no control characters.

            `config/every-option/` holds a server's and a client's file that show every key.
            """;

    @Test
    void namesEveryKey() throws IOException {
        Generated.check(
                Path.of("docs/reference/configuration.md"), INTRODUCTION + ReferenceWriter.of(TestConfigs.installed()));
    }
}
