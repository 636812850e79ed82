package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.hermescdc.FullOnly;

/** Whatever a file holds, it is loaded or refused with located problems: no other exception, no hang. */
class MutatedConfigsTest {

    private static final List<String> WORDS = List.of(
            "",
            "null",
            "yes",
            "012",
            "-1",
            "1.5",
            "2024-13-45",
            "[",
            "]",
            "{",
            "}",
            "[]",
            "{}",
            "- a",
            "a: b",
            "&a",
            "*a",
            "<<: *a",
            "!!int x",
            "!!set {a}",
            "'",
            "\"",
            "|",
            ">",
            "#",
            "\t",
            "{{",
            "}}",
            "{{ a }}",
            "{% if %}",
            "${env:X}",
            "${file:/}",
            "${file:\0}",
            "hermes:",
            "hermes-server:",
            "hermes-client:",
            "type: sqlite",
            "type: [x]",
            "settings:",
            "\u0000",
            "\uFFFE",
            "é",
            "\uD83D\uDE00",
            "---",
            "...",
            "%YAML 9.9",
            "? a",
            ": b",
            "9".repeat(400));

    /**
     * A change of a text: a line is dropped, doubled, moved or changed.
     *
     * @param place of the line, in thousandths of the text
     * @param depth in the line, in thousandths
     */
    record Mutation(int kind, int place, int depth, String word) {

        void apply(List<String> lines) {
            int line = place * lines.size() / 1000;
            if (lines.isEmpty() || kind == 0) {
                lines.add(line, word);
                return;
            }
            String text = lines.get(line);
            int column = depth * text.length() / 1000;
            switch (kind) {
                case 1 -> lines.remove(line);
                case 2 -> lines.add(depth * lines.size() / 1000, text);
                case 3 -> lines.set(line, text.substring(0, column) + word + text.substring(column));
                case 4 -> lines.set(line, text.replaceFirst(":.*", ": " + Matcher.quoteReplacement(word)));
                default -> lines.set(line, " ".repeat(depth * 12 / 1000) + text.strip());
            }
        }
    }

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("hermes-mutated");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("config.yml"));
        Files.delete(folder);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void serverFiles(@ForAll("mutations") List<Mutation> mutations) throws IOException {
        check("config/every-option/hermes-server-config.yml", mutations, file -> loader().loadServer(file));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void clientFiles(@ForAll("mutations") List<Mutation> mutations) throws IOException {
        check("config/every-option/hermes-client-directory-config.yml", mutations, file -> loader().loadClient(
                        file, "directory"));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void commandLineFiles(@ForAll("mutations") List<Mutation> mutations) throws IOException {
        check("config/every-option/hermes-server-config.yml", mutations, file -> loader().loadSocketPath(file));
    }

    @Property(tries = 50_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(FullOnly.class)
    void manyServerFiles(@ForAll("mutations") List<Mutation> mutations) throws IOException {
        serverFiles(mutations);
    }

    @Property(tries = 40_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(FullOnly.class)
    void manyClientFiles(@ForAll("mutations") List<Mutation> mutations) throws IOException {
        clientFiles(mutations);
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(FullOnly.class)
    void manyCommandLineFiles(@ForAll("mutations") List<Mutation> mutations) throws IOException {
        commandLineFiles(mutations);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.oneOf(
                                Arbitraries.of(WORDS), Arbitraries.strings().ofMaxLength(6)))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private interface Load {
        void from(Path file);
    }

    private static void check(String start, List<Mutation> mutations, Load load) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(start)));
        mutations.forEach(mutation -> mutation.apply(lines));
        Path file = folder.resolve("config.yml");
        Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                load.from(file);
            } catch (ConfigException refused) {
                assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.line()).isPositive();
                    assertThat(problem.column()).isPositive();
                    assertThat(problem.message()).isNotBlank();
                });
            }
        });
    }

    private static ConfigLoader loader() {
        return new ConfigLoader(
                TestConfigs.installed(),
                Map.of(
                        "HERMES_CACHE_PASSWORD", "a",
                        "HERMES_MAIL_PASSWORD", "b",
                        "HERMES_ORACLE_PASSWORD", "c",
                        "HERMES_POSTGRESQL_PASSWORD", "d",
                        "HERMES_MANAGEMENT_TOKEN", "e",
                        "HERMES_LDAP_PASSWORD", "f"));
    }
}
