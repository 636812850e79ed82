package org.hermescdc.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each message that the page explains is one that the program can say: its fixed parts stand in the sources. */
class TroubleshootingPageTest {

    private static final Path PAGE = Path.of("docs/operate/troubleshooting.md");
    private static final Path SOURCES = Path.of("src/main/java");

    /** The first cell of a row. */
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    @TestFactory
    Stream<DynamicTest> explainsWhatTheProgramSays() throws IOException {
        String program = program();
        return messages()
                .map(message -> DynamicTest.dynamicTest(
                        message, () -> assertThat(parts(message)).isNotEmpty().allMatch(program::contains)));
    }

    @Test
    void explainsSomeOfEachKind() throws IOException {
        assertThat(messages()).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    }

    private static Stream<String> messages() throws IOException {
        return MESSAGE.matcher(Files.readString(PAGE)).results().map(result -> result.group(1));
    }

    private static List<String> parts(String message) {
        return Arrays.stream(message.split("…"))
                .map(String::strip)
                .filter(part -> part.length() > 3)
                .toList();
    }

    /** All sources, with the pieces of a text put together. */
    private static String program() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TroubleshootingPageTest::read)
                    .map(text -> JOINED.matcher(text).replaceAll((MatchResult found) -> ""))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
