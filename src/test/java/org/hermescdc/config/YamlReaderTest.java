package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.core.model.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    @TempDir
    Path folder;

    private final Problems problems = new Problems("f.yml");

    static Stream<Arguments> scalars() {
        return Stream.of(
                Arguments.of("0027", 23L),
                Arguments.of("-010", -8L),
                Arguments.of("0", 0L),
                Arguments.of("08", "08"),
                Arguments.of("0o17", "0o17"),
                Arguments.of("1_000", 1000L),
                Arguments.of("0x1F", 31L),
                Arguments.of("0b101", 5L),
                Arguments.of("1:30", 90L),
                Arguments.of("123456789012345678901234567890", new BigInteger("123456789012345678901234567890")),
                Arguments.of("1.5", 1.5),
                Arguments.of("1e3", "1e3"),
                Arguments.of("1.0e+3", 1000.0),
                Arguments.of("-.inf", Double.NEGATIVE_INFINITY),
                Arguments.of("1:30.5", 90.5),
                Arguments.of("yes", true),
                Arguments.of("Off", false),
                Arguments.of("y", "y"),
                Arguments.of("~", null),
                Arguments.of("", null),
                Arguments.of("null", null),
                Arguments.of("'0027'", "0027"),
                Arguments.of("\"yes\"", "yes"),
                Arguments.of("!!str 12", "12"),
                Arguments.of("!!int '12'", 12L),
                Arguments.of("!!float 3", 3.0),
                Arguments.of("!!binary YWJj", Bytes.of(new byte[] {'a', 'b', 'c'})),
                Arguments.of("2024-01-02", LocalDateTime.of(2024, 1, 2, 0, 0)),
                Arguments.of("2024-01-02T03:04:05Z", LocalDateTime.of(2024, 1, 2, 3, 4, 5)),
                Arguments.of("2024-1-2", "2024-1-2"),
                Arguments.of("plain text", "plain text"));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void readsScalarsAsPyYamlDoes(String text, Object value) {
        assertThat(read("k: " + text)).isEqualTo(value == null ? nothing() : Map.of("k", value));
        problems.throwIfAny();
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> map = new HashMap<>();
        map.put("k", null);
        return map;
    }

    @Test
    void keepsTheOrderOfKeysAndTheTextOfKeys() {
        assertThat(read("z: 1\na: 2\nyes: 3\n012: 4").keySet()).containsExactly("z", "a", "yes", "012");
    }

    @Test
    void mergesMapsBehindTheirOwnKeysAndTheFirstFirst() {
        assertThat(read("""
                base: &base {a: 1, b: 2}
                other: &other {b: 3, c: 4}
                all:
                  a: own
                  <<: [*base, *other]
                """)).containsEntry("all", Map.of("a", "own", "b", 2L, "c", 4L));
        problems.throwIfAny();
    }

    @Test
    void followsAliases() {
        assertThat(read("a: &x [1, 2]\nb: *x")).containsEntry("b", List.of(1L, 2L));
    }

    @Test
    void takesAnEmptyFileForAnEmptySection() {
        assertThat(read("")).isEmpty();
        assertThat(read("# nothing\n")).isEmpty();
        assertThat(read("---\n")).isEmpty();
        problems.throwIfAny();
    }

    @Test
    void refusesDuplicateKeysAndSaysWhereTheFirstStands() {
        read("a:\n  b: 1\n  c: 2\n  b: 3\n");

        assertProblems("f.yml:4:3: a.b: duplicate key; it stands in line 2 already");
    }

    @Test
    void replacesReferencesAndKeepsWhatIsWritten() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3 cret\n\n");
        ConfigNode node = node("k: pre-${env:NAME}-${file:" + secret + "}", Map.of("NAME", "12"));

        assertThat(node.plain()).isEqualTo(Map.of("k", "pre-12-s3 cret\n"));
        assertThat(node.written()).isEqualTo(Map.of("k", "pre-${env:NAME}-${file:" + secret + "}"));
    }

    @Test
    void leavesOtherDollarsAlone() {
        assertThat(read("k: ${NAME} $NAME ${envy:X} $$")).containsEntry("k", "${NAME} $NAME ${envy:X} $$");
        problems.throwIfAny();
    }

    @Test
    void neverReadsAReplacementAgain() {
        assertThat(node("k: ${env:A}", Map.of("A", "${env:B} \\$1")).plain()).isEqualTo(Map.of("k", "${env:B} \\$1"));
    }

    @Test
    void reportsMissingReferences() {
        read("a: {b: ['${env:NO_SUCH}', '${file:/no/such}']}");

        assertProblems(
                "f.yml:1:9: a.b[0]: the environment variable 'NO_SUCH' is not set",
                "f.yml:1:27: a.b[1]: the file '/no/such' cannot be read as UTF-8 text: NoSuchFile");
    }

    @Test
    void reportsWhatIsNoYaml() {
        assertFatal(
                "a: [1,\nb: 2\n",
                "f.yml:3:1: no YAML: while parsing a flow sequence: expected ',' or ']', but got <stream end>");
        assertFatal(
                "a:\n\t- 1",
                "f.yml:2:1: no YAML: while scanning for the next token: found character '\\t(TAB)' that"
                        + " cannot start any token. (Do not use \\t(TAB) for indentation)");
        assertFatal("a: *b", "f.yml:1:4: no YAML: found undefined alias b");
        assertFatal("a: \u0007", "f.yml:1:4: no YAML: a character that is not allowed (code 7)");
        assertFatal(
                "a: 1\n---\nb: 2",
                "f.yml:2:1: no YAML: expected a single document in the stream: but found another document");
    }

    @Test
    void reportsAFileThatCannotBeRead() throws IOException {
        assertThatThrownBy(() -> reader(Map.of()).read(folder.resolve("missing.yml")))
                .hasMessage("f.yml:1:1: the file does not exist");
        Path latin = Files.write(folder.resolve("latin.yml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertThatThrownBy(() -> new YamlReader(new Problems("f.yml"), new References(Map.of())).read(latin))
                .hasMessage("f.yml:1:1: the file cannot be read as UTF-8 text: MalformedInput");
    }

    @Test
    void reportsWhatIsNoConfiguration() {
        read("just text");

        assertProblems("f.yml:1:1: found string 'just text'; allowed: sections");
    }

    @Test
    void reportsTagsThatHaveNoMeaning() {
        read("a: !!python/object:os.system x\nb: !!set {c}\nc: !!timestamp 2024-13-01\nd: {[1]: 2}");

        assertThat(problems.exception().problems())
                .extracting(ConfigProblem::key)
                .containsExactly("a", "b", "c", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &a [*a]", "a: &a {b: *a}"})
    void refusesAnAnchorInsideItself(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("an anchor holds an alias of itself");
    }

    @Test
    void refusesAliasesThatMultiplyWithoutEnd() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThatThrownBy(() -> read(text.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the file has more than 500000 parts once its aliases are followed");
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> read("a: " + "[".repeat(10_000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no YAML: ");
    }

    private Map<String, Object> read(String text) {
        return node(text, Map.of()).plain();
    }

    private ConfigNode.Section node(String text, Map<String, String> environment) {
        return reader(environment).read(TestConfigs.write(folder, text));
    }

    private YamlReader reader(Map<String, String> environment) {
        return new YamlReader(problems, new References(environment));
    }

    private void assertFatal(String text, String message) {
        Problems own = new Problems("f.yml");
        Path file = TestConfigs.write(folder, text);
        assertThatThrownBy(() -> new YamlReader(own, new References(Map.of())).read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private void assertProblems(String... lines) {
        assertThat(problems.exception().problems())
                .extracting(ConfigProblem::toString)
                .containsExactlyElementsOf(Arrays.asList(lines));
    }
}
