package org.hermescdc.plugin.datasource.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hermescdc.camel.DataSources;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.Routes;
import org.hermescdc.contract.SourceContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.it.Child;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-01-31T12:00:00Z"));

    /** One format: how it writes people, and how a document of it is cut off. */
    abstract static class FileContract extends SourceContract {

        @TempDir
        Path folder;

        @Override
        protected String routes() {
            return "datasource/file";
        }

        abstract String format();

        abstract String document(List<Person> people);

        Map<String, Object> more() {
            return Map.of();
        }

        Path file() {
            return folder.resolve("people");
        }

        @Override
        protected HermesConfig.Plugin declaration() {
            return declared(Map.of());
        }

        HermesConfig.Plugin declared(Map<String, Object> other) {
            Map<String, Object> settings = new HashMap<>(Map.of("path", file().toString(), "format", format()));
            settings.putAll(more());
            settings.putAll(other);
            return plugin("file", new FileSource().settings(), settings);
        }

        void write(Path file, String text) throws IOException {
            write(file, text, StandardCharsets.UTF_8);
        }

        void write(Path file, String text, Charset charset) throws IOException {
            Files.writeString(file, text, charset);
            Files.setLastModifiedTime(file, LONG_AGO);
        }

        @Override
        protected void hold(List<Person> people) throws IOException {
            write(file(), document(people));
        }

        @Override
        protected void fetch(DataSource source, Consumer<Map<String, Object>> rows) {
            source.fetch(null, Map.of(), rows);
        }

        List<Map<String, Object>> rows(String query) {
            List<Map<String, Object>> rows = new ArrayList<>();
            source.fetch(query, Map.of(), rows::add);
            return rows;
        }

        @Override
        protected void breakNow() throws IOException {
            Files.move(file(), folder.resolve("away"));
        }

        @Override
        protected void mend() throws IOException {
            Files.move(folder.resolve("away"), file());
        }

        void assertFails(String message) {
            assertThatThrownBy(this::fetched)
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("datasource 'hr db?': ")
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }

        static String all(List<Person> people, String separator, Function<Person, String> form) {
            return people.stream().map(form).collect(java.util.stream.Collectors.joining(separator));
        }
    }

    @Nested
    @OutagesOf("source file")
    class Csv extends FileContract {

        @Override
        String format() {
            return "csv";
        }

        @Override
        protected Object id(long id) {
            return String.valueOf(id);
        }

        @Override
        String document(List<Person> people) {
            return "id,login,mail\n"
                    + all(people, "", p -> p.id() + "," + p.login() + "," + (p.mail() == null ? "" : p.mail()) + "\n");
        }

        @Test
        void knowsQuotesBlanksAndEmptyValues() throws IOException {
            write(file(), "a,b,c\r\n\"x, \"\"y\"\"\nz\",\"\",\r\n\r\n 1 ,0123,-\r\n");

            Map<String, Object> first = new HashMap<>(Map.of("a", "x, \"y\"\nz", "b", ""));
            first.put("c", null);
            assertThat(fetched()).containsExactly(first, Map.of("a", " 1 ", "b", "0123", "c", "-"));
        }

        @Test
        void namesColumnsByNumberWithoutHeader() throws IOException {
            openWith(declared(Map.of("header", false, "delimiter", ";")));
            write(file(), "ann;a,b\nbob;c\n");

            assertThat(fetched()).containsExactly(Map.of("1", "ann", "2", "a,b"), Map.of("1", "bob", "2", "c"));
        }

        @Test
        void readsOtherEncodingsAndSkipsAByteOrderMark() throws IOException {
            openWith(declared(Map.of("charset", "windows-1252")));
            write(file(), "name\n“Élodie” €\n", Charset.forName("windows-1252"));
            assertThat(fetched()).containsExactly(Map.of("name", "“Élodie” €"));

            openWith(declared(Map.of()));
            write(file(), "\uFEFFname\nÉlodie\n");
            assertThat(fetched()).containsExactly(Map.of("name", "Élodie"));
        }

        @Test
        void refusesBytesThatTheEncodingDoesNotKnow() throws IOException {
            write(file(), "name\nann\nÉlodie\n", StandardCharsets.ISO_8859_1);

            assertFails("holds bytes that its encoding does not know");
        }

        @Outage(value = Fault.SHORT, then = "what is cut off, uneven or empty fails")
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                      | the file is empty; expected a line with the names of the columns",
                    "id,log                  | the file ends within its first line, the names of the columns",
                    "id,login#1,ann#2        | has 1 values; expected 2, as in the first",
                    "id,login#1,ann,x        | has 3 values; expected 2, as in the first",
                    "id,id#1,2               | two columns are called 'id'; their names must differ",
                    "id,#1,2                 | a column has no name",
                    "id,login#1,\"ann        | cannot be read as CSV, or ends in the middle",
                })
        void refusesWhatIsCutOffOrUneven(String text, String message) throws IOException {
            write(file(), text.replace('#', '\n'));

            assertFails("file '" + file() + "'");
            assertFails(message);
        }

        @Test
        void readsAllFilesOfAPatternInTheOrderOfTheirNames() throws IOException {
            openWith(declared(Map.of("path", folder.resolve("part-*.csv").toString())));
            write(folder.resolve("part-2.csv"), "id\n2\n");
            write(folder.resolve("part-1.csv"), "id\n1\n");
            write(folder.resolve("other.csv"), "id\n3\n");

            assertThat(fetched()).containsExactly(Map.of("id", "1"), Map.of("id", "2"));
        }

        @Outage(value = Fault.REFUSED, then = "`no file matches …`")
        @Test
        void takesAPatternWithoutFilesForAFailure() {
            openWith(declared(Map.of("path", folder.resolve("part-*.csv").toString())));

            assertFails("no file matches '" + folder + "/part-*.csv'");
        }

        @Test
        void readsTheFileThatTheQueryNamesAndNoneOutsideOfTheFolder() throws IOException {
            openWith(declared(Map.of("path", folder.toString())));
            write(folder.resolve("groups.csv"), "id\n7\n");

            assertThat(rows("groups.csv")).containsExactly(Map.of("id", "7"));
            assertFails("is a folder: the query must name the file");
            assertThatThrownBy(() -> rows("../x/groups.csv")).hasMessageContaining("is not the name of a file in");
            assertThatThrownBy(() -> rows("/etc/passwd")).hasMessageContaining("is not the name of a file in");
            assertThatThrownBy(() -> rows("none.csv")).hasMessageContaining("none.csv' does not exist");
        }

        @Outage(value = Fault.SLOW, then = "a file modified a moment ago is not read this time")
        @Test
        void doesNotReadAFileThatWasModifiedAMomentAgo() throws IOException {
            openWith(declared(Map.of("quiet", 3600L)));
            Files.writeString(file(), "id\n1\n");

            assertFails("may be half-written: not read this time (setting quiet: 3600)");

            Files.setLastModifiedTime(file(), LONG_AGO);
            assertThat(fetched()).hasSize(1);
        }

        @Outage(value = Fault.DIES, then = "a file that changes while it is read fails")
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void doesNotBelieveAFileThatChangesWhileItIsRead(boolean sameSize) throws IOException {
            write(file(), "id\n1\n2\n");

            assertThatThrownBy(() -> source.fetch(null, Map.of(), row -> {
                        try {
                            Files.writeString(file(), sameSize ? "id\n1\n3\n" : "id\n1\n2\n3\n");
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("changed while they were read: what was read does not count");
        }

        @Test
        void doesNotBelieveAPatternThatGetsAnotherFileWhileItIsRead() throws IOException {
            openWith(declared(Map.of("path", folder.resolve("part-*.csv").toString())));
            write(folder.resolve("part-1.csv"), "id\n1\n");

            assertThatThrownBy(() -> source.fetch(null, Map.of(), row -> {
                        try {
                            write(folder.resolve("part-2.csv"), "id\n2\n");
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("changed while they were read");
        }

        @Test
        void isNeverWritten() {
            assertThatThrownBy(() -> source.delete("people", Map.of()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("files are only read: no DELETE");
        }

        /** A million lines in a JVM of 40 MB. */
        @Test
        @EnabledIfSystemProperty(named = "hermes.full", matches = "true")
        void readsAMillionLinesInASmallHeap() throws IOException {
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file()))) {
                out.println("id,login,note");
                for (int i = 0; i < 1_000_000; i++) {
                    out.println(i + ",login" + i + ",\"a note of some length, to make a file of a hundred megabytes\"");
                }
            }
            Files.setLastModifiedTime(file(), LONG_AGO);

            String printed = Child.run(
                    folder.resolve("child.log"),
                    Duration.ofMinutes(5),
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx40m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Counter.class.getName(),
                            file().toString()));

            assertThat(printed).contains("rows: 1000000");
        }
    }

    /** Counts the rows of a file, in a JVM of its own. */
    static final class Counter {

        private Counter() {}

        public static void main(String[] arguments) throws Exception {
            HermesConfig.Plugin declared = new HermesConfig.Plugin(
                    "file",
                    new Settings(Map.of(
                            "path",
                            arguments[0],
                            "format",
                            "csv",
                            "charset",
                            "UTF-8",
                            "delimiter",
                            ",",
                            "header",
                            true,
                            "quiet",
                            2L)));
            long[] count = {0};
            try (var context = Routes.started("datasource/file");
                    var sources = DataSources.open(context, Map.of("hr", declared))) {
                sources.get("hr").fetch(null, Map.of(), row -> count[0]++);
            }
            System.out.println("rows: " + count[0]);
        }
    }

    private static String json(SourceContract.Person p) {
        return "{\"id\": " + p.id() + ", \"login\": \"" + p.login() + "\", \"mail\": "
                + (p.mail() == null ? "null" : "\"" + p.mail() + "\"") + "}";
    }

    @Nested
    @OutagesOf("source file")
    class Json extends FileContract {

        @Override
        String format() {
            return "json";
        }

        @Override
        Map<String, Object> more() {
            return Map.of("items", "/data/people");
        }

        @Override
        String document(List<Person> people) {
            return "{\"skipped\": [1, {}], \"data\": {\"count\": 3, \"people\": ["
                    + all(people, ",\n", FileSourceTest::json) + "], \"more\": {}}, \"end\": []}\n";
        }

        @Test
        void refusesBytesThatTheEncodingDoesNotKnow() throws IOException {
            write(file(), "{\"data\": {\"people\": [{\"name\": \"Élodie\"}]}}", StandardCharsets.ISO_8859_1);

            assertFails("holds bytes that its encoding does not know");
        }

        @Test
        void takesForTextWhatHermesWritesForADatetimeOrForBytes() throws IOException {
            openWith(declared(Map.of("items", "")));
            write(file(), "[{\"d\": \"HermesDatetime(2024-01-31T12:34:56Z)\", \"b\": [\"HermesBytes(AAEC)\"]}]");

            assertThat(fetched())
                    .containsExactly(
                            Map.of("d", "HermesDatetime(2024-01-31T12:34:56Z)", "b", List.of("HermesBytes(AAEC)")));
        }

        @Test
        void keepsTheTypesOfValues() throws IOException {
            openWith(declared(Map.of("items", "")));
            write(
                    file(),
                    "[{\"i\": 12345678901234567890, \"f\": 1.0, \"b\": true, \"l\": [1, \"x\"], \"m\": {\"a\": 1}}]");

            assertThat(fetched())
                    .containsExactly(Map.of(
                            "i",
                            new java.math.BigInteger("12345678901234567890"),
                            "f",
                            1.0,
                            "b",
                            true,
                            "l",
                            List.of(1L, "x"),
                            "m",
                            Map.of("a", 1L)));
        }

        @Outage(value = Fault.SHORT, then = "what is cut off, uneven or empty fails")
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                                     | found nothing at '/data/people'; expected a list",
                    "{}                                     | found nothing at '/data/people'; expected a list",
                    "[]                                     | found nothing at '/data/people'; expected a list",
                    "{\"data\": {\"people\": null}}         | found null at '/data/people'; expected a list",
                    "{\"data\": {\"people\": {}}}           | found an object at '/data/people'; expected a list",
                    "{\"data\": {\"people\": [{}, 1]}}      | item 2 at '/data/people' is a number; expected an object",
                    "{\"data\": {\"people\": []}            | the JSON document cannot be read, or ends in the middle, in line 1",
                    "{\"data\": {\"people\": [{\"id\": 1},  | the JSON document cannot be read, or ends in the middle, in line 1",
                    "{\"data\": {\"people\": [{\"id\": 1}   | the JSON document cannot be read, or ends in the middle, in line 1",
                    "{\"data\": {\"people\": [{\"id\": \"a  | the JSON document cannot be read, or ends in the middle, in line 1",
                    "{\"data\": {\"people\": []}} x         | the JSON document cannot be read, or ends in the middle, in line 1",
                    "{\"data\": {\"people\": []}} {}        | found something after the end of the JSON document",
                    "{\"data\": {\"people\": [secret]}}     | the JSON document cannot be read, or ends in the middle, in line 1",
                })
        void refusesWhatIsCutOffOrElsewhere(String text, String message) throws IOException {
            write(file(), text);

            assertFails(message);
            assertThatThrownBy(this::fetched).hasMessageNotContaining("secret");
        }
    }

    @Nested
    @OutagesOf("source file")
    class JsonLines extends FileContract {

        @Override
        String format() {
            return "jsonl";
        }

        @Override
        String document(List<Person> people) {
            return all(people, "\n\n", FileSourceTest::json);
        }

        @Outage(value = Fault.SHORT, then = "what is cut off, uneven or empty fails")
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"id\": 1}#{\"id\":  | the JSON document cannot be read, or ends in the middle, in line 2",
                    "{\"id\": 1}#[]        | item 2 is a list; expected an object",
                    "{\"id\": 1}#}         | the JSON document cannot be read, or ends in the middle, in line 2",
                })
        void refusesWhatIsCutOff(String text, String message) throws IOException {
            write(file(), text.replace('#', '\n'));

            assertFails(message);
        }
    }

    @Nested
    @OutagesOf("source file")
    class Ldif extends FileContract {

        @Override
        String format() {
            return "ldif";
        }

        @Override
        protected Object id(long id) {
            return String.valueOf(id);
        }

        @Override
        protected boolean showsAbsentColumns() {
            return false;
        }

        @Override
        String document(List<Person> people) {
            return "version: 1\n\n"
                    + all(
                            people,
                            "\n",
                            p -> "dn: uid=" + p.id() + ",dc=x\nid: " + p.id() + "\nlogin:: "
                                    + java.util.Base64.getEncoder()
                                            .encodeToString(p.login().getBytes(StandardCharsets.UTF_8))
                                    + "\n" + (p.mail() == null ? "" : "mail: " + p.mail() + "\n"));
        }

        @Override
        protected void fetch(DataSource source, Consumer<Map<String, Object>> rows) {
            super.fetch(source, row -> {
                Map<String, Object> person = new HashMap<>(row);
                person.remove("dn");
                rows.accept(person);
            });
        }

        @Test
        void givesDnListsAndBytes() throws IOException {
            write(file(), "dn: uid=ann,dc=x\nmail: a@x\nmail: b@\n x\nphoto:: /9gAAQ==\n# note\n");

            assertThat(rows(null))
                    .containsExactly(Map.of(
                            "dn", "uid=ann,dc=x",
                            "mail", List.of("a@x", "b@x"),
                            "photo", Bytes.of(new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1})));
        }

        @Test
        void refusesWhatIsNoEntry() throws IOException {
            write(file(), "dn: uid=ann,dc=x\ncn: ann\n\ndn: uid=bob,dc=x\nchangetype");

            assertFails("cannot be read as LDIF");
        }
    }

    @Nested
    @OutagesOf("source file")
    class Xml extends FileContract {

        @Override
        String format() {
            return "xml";
        }

        @Override
        Map<String, Object> more() {
            return Map.of("items", "/company/people/person");
        }

        @Override
        protected Object id(long id) {
            return String.valueOf(id);
        }

        @Override
        protected boolean showsAbsentColumns() {
            return false;
        }

        @Override
        String document(List<Person> people) {
            return "<?xml version='1.0'?>\n<company><note/><people>\n"
                    + all(
                            people,
                            "\n",
                            p -> "<person id='" + p.id() + "'><login>" + p.login() + "</login>"
                                    + (p.mail() == null ? "" : "<mail>" + p.mail() + "</mail>") + "</person>")
                    + "</people></company>";
        }

        @Test
        void givesListsMapsAndNulls() throws IOException {
            write(
                    file(),
                    "<company><people><person><mail/><tel>1</tel><tel>2</tel><tel/>"
                            + "<name lang='en'>A &amp; <![CDATA[<B>]]></name><at><x>1</x></at></person></people></company>");

            Map<String, Object> expected = new HashMap<>();
            expected.put("mail", null);
            expected.put("tel", Arrays.asList("1", "2", null));
            expected.put("name", Map.of("lang", "en", "text", "A & <B>"));
            expected.put("at", Map.of("x", "1"));
            assertThat(fetched()).containsExactly(expected);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "<company><people><person/></people>  | or the document ends in the middle",
                    "<company><people><person><id>1       | or the document ends in the middle",
                    "''                                   | or the document ends in the middle",
                    "<company/>                           | found no element /company/people",
                    "<company><people><user/></people></company> | found no element /company/people/person but /company/people/user",
                })
        void refusesWhatIsCutOffOrElsewhere(String text, String message) throws IOException {
            write(file(), text);

            assertFails(message);
        }

        @Test
        void readsNoOtherFiles() throws IOException {
            write(folder.resolve("secret"), "topsecret");
            write(
                    file(),
                    "<!DOCTYPE company [<!ENTITY x SYSTEM '"
                            + folder.resolve("secret").toUri()
                            + "'>]><company><people><person><id>&x;</id></person></people></company>");

            assertThatThrownBy(this::fetched)
                    .isInstanceOf(SourceException.class)
                    .hasMessageNotContaining("topsecret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv  | charset | martian | charset | unknown encoding 'martian'; allowed: names such as UTF-8",
                "xml  | items   | person  | items   | found 'person'; required for xml: the path of elements, such as /people/person",
                "json | items   | people  | items   | 'people' is no JSON pointer such as /data/people",
            })
    void refusesSettingsThatCannotBe(String format, String key, String value, String at, String message) {
        Map<String, Object> settings = new HashMap<>(Map.of("format", format, "charset", "UTF-8"));
        settings.put(key, value);

        assertThat(new FileSource().settings().rules().get(0).apply(new Settings(settings)))
                .containsExactly(new Problem(at, message));
    }
}
