package org.example.hermes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.contract.HandlerContract;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every target does, and what this one does besides. */
class HomesHandlerTest extends HandlerContract {

    @TempDir
    private Path root;

    @Override
    protected EventHandler plugin() {
        return new HomesHandler();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of("root", root.toString()));
    }

    @Override
    protected String type() {
        return "Users";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("login", "ann");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("login", "anna");
    }

    @Override
    protected List<String> target() throws IOException {
        try (Stream<Path> homes = Files.list(root)) {
            return homes.map(home -> home.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void keepsTheHomeOfARemovedUser() throws IOException {
        client.added("Users", 1, before());
        Files.writeString(root.resolve("ann/thesis.txt"), "years of work");

        client.removed("Users", 1);

        assertThat(root.resolve(".removed/ann-1/thesis.txt")).hasContent("years of work");
    }

    @Test
    void takesNoHomeOfSomebodyElse() throws IOException {
        Files.createDirectory(root.resolve("ann"));

        assertThatThrownBy(() -> client.added("Users", 1, before()))
                .isInstanceOf(HandlerException.class)
                .hasMessage("make " + root.resolve("ann") + ": it is there already");
    }

    @Test
    void refusesALoginThatNamesAnotherPlace() {
        assertThatThrownBy(() -> client.added("Users", 1, Map.of("login", "../evil")))
                .hasMessage("the login of a user cannot name a home");
    }
}
