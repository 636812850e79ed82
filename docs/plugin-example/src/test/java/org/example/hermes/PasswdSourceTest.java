package org.example.hermes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.SourceContract;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source does, and what this one does besides. */
class PasswdSourceTest extends SourceContract {

    @TempDir
    private Path folder;

    @Override
    protected String routes() {
        return "datasource/passwd";
    }

    @Override
    protected HermesConfig.Plugin declaration() {
        return new HermesConfig.Plugin("passwd", new Settings(Map.of("path", file().toString())));
    }

    @Override
    protected void hold(List<Person> people) throws IOException {
        Files.writeString(
                file(),
                people.stream()
                        .map(person -> person.login() + ":x:" + person.id() + ":100:"
                                + (person.mail() == null ? "" : person.mail()) + ":/home:/bin/sh\n")
                        .collect(Collectors.joining()));
    }

    /** The mail of a person stands in the comment. */
    @Override
    protected void fetch(DataSource source, Consumer<Map<String, Object>> rows) {
        source.fetch(null, Map.of(), row -> {
            Map<String, Object> person = new HashMap<>();
            person.put("id", row.get("uid"));
            person.put("login", row.get("login"));
            person.put("mail", row.get("gecos"));
            rows.accept(person);
        });
    }

    @Override
    protected void breakNow() throws IOException {
        Files.move(file(), folder.resolve("away"));
    }

    @Override
    protected void mend() throws IOException {
        Files.move(folder.resolve("away"), file());
    }

    @Test
    void takesNoFileThatIsCutOff() throws IOException {
        hold(List.of(new Person(1, "ann", "a"), new Person(2, "bob", "b")));
        Files.writeString(file(), Files.readString(file()).replace(":/bin/sh\nbob", ":/bin/sh\nbo").replaceFirst("(bo:x).*\\n", "$1"));

        assertThatThrownBy(this::fetched)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("passwd:2: found a line that is no account");
    }

    private Path file() {
        return folder.resolve("passwd");
    }
}
