package org.hermescdc.plugin.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hermescdc.core.template.TemplateException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PythonRegexTest {

    /** What Python 3.11 answers: {@code re.search(pattern, text)} with all groups, or that it refuses the pattern. */
    @TestFactory
    Stream<DynamicTest> findsWhatPythonFinds() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream recorded = PythonRegexTest.class.getResourceAsStream("python-regex.jsonl")) {
            for (String line : new String(recorded.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode one = json.readTree(line);
                tests.add(dynamicTest(line, () -> check(one)));
            }
        }
        return tests.stream();
    }

    private static void check(JsonNode recorded) {
        String pattern = recorded.get("pattern").textValue();
        RegexFlags flags = RegexFlags.of(
                recorded.get("ignorecase").booleanValue(),
                recorded.get("multiline").booleanValue());
        if (recorded.has("error")) {
            assertThatThrownBy(() -> PythonRegex.compile(pattern, flags))
                    .isInstanceOfSatisfying(TemplateException.class, e -> assertThat(e.category())
                            .isEqualTo("regex"));
            return;
        }
        Optional<PythonRegex.Match> found =
                PythonRegex.compile(pattern, flags).search(recorded.get("text").textValue());
        List<String> groups = found.map(PythonRegex.Match::groups).orElse(null);
        assertThat(groups).isEqualTo(texts(recorded.get("groups")));
    }

    private static List<String> texts(JsonNode groups) {
        if (groups.isNull()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        groups.forEach(group -> texts.add(group.textValue()));
        return texts;
    }

    @Test
    void givesUpASearchThatBacktracksWithoutEnd() {
        PythonRegex regex = PythonRegex.compile("(a|aa)+\\1b", RegexFlags.of(false, false));
        String text = "a".repeat(61);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> regex.search(text))
                .isInstanceOf(TemplateException.class)
                .hasMessage("the search was given up: the regular expression backtracks too much on a text of"
                        + " 61 characters"));
    }

    @Test
    void givesUpASearchThatNestsTooDeeply() {
        PythonRegex regex = PythonRegex.compile("(?:a|b)*c", RegexFlags.of(false, false));

        assertThatThrownBy(() -> regex.search("ab".repeat(1_000_000)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the text is too long for this regular expression");
    }

    @Test
    void searchesALongTextForASimplePattern() {
        PythonRegex regex = PythonRegex.compile("[0-9]+$", RegexFlags.of(false, false));

        assertThat(regex.search("a".repeat(2_000_000) + "42").orElseThrow().text())
                .isEqualTo("42");
    }
}
