package org.hermescdc.plugin.datasource.file;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hermescdc.plugin.datasource.json.JsonItems;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The datasource {@code file}: flat files. */
public final class FileSource implements DataSourceFactory {

    private static final Pattern POINTER = Pattern.compile("(?:/[^/]*)*");
    private static final Pattern ELEMENTS = Pattern.compile("(?:/[^/]+){2,}");

    private final Clock clock;

    /** For the {@code ServiceLoader}. */
    public FileSource() {
        this(Clock.systemUTC());
    }

    FileSource(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        Setting.text("path")
                                .asRequired()
                                .describedAs("The file, or a pattern with * and ? in the name of the file, or a folder"
                                        + " whose files the queries name."),
                        Setting.choice("format", "csv", "json", "jsonl", "ldif", "xml")
                                .asRequired()
                                .describedAs("What the files hold."),
                        Setting.text("charset")
                                .withDefault("UTF-8")
                                .describedAs("Encoding of the text, for csv, json and jsonl."),
                        Setting.text("delimiter", "[^\"\\r\\n]")
                                .withDefault(",")
                                .describedAs("What stands between the values of a line, for csv."),
                        Setting.flag("header")
                                .withDefault(true)
                                .describedAs(
                                        "Whether the first line holds the names of the columns, for csv; else they are"
                                                + " called 1, 2, 3."),
                        Setting.text("items")
                                .describedAs("Where the rows are: for json a JSON pointer to the list, by default the"
                                        + " whole document; for xml, required, the path of the elements, such as"
                                        + " /people/person."),
                        Setting.whole("quiet", 0, 86_400)
                                .withDefault(2L)
                                .describedAs("Seconds that a file must have been unchanged before it is read."))
                .withRule(FileSource::check);
    }

    private static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        String charset = settings.text("charset");
        try {
            Charset.forName(charset);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("charset", "unknown encoding '" + charset + "'; allowed: names such as UTF-8"));
        }
        String items = settings.optionalText("items").orElse("");
        if (settings.text("format").equals("xml")) {
            if (!ELEMENTS.matcher(items).matches()) {
                problems.add(new Problem(
                        "items",
                        "found '" + items + "'; required for xml: the path of elements, such as /people/person"));
            }
        } else if (!POINTER.matcher(items).matches()) {
            problems.add(new Problem("items", "'" + items + "' is no JSON pointer such as /data/people"));
        }
        return problems;
    }

    @Override
    public String template() {
        return "datasource-file";
    }

    @Override
    public Map<String, Object> beans(String source, Settings settings) {
        WatchedFiles files =
                new WatchedFiles(settings.text("path"), Duration.ofSeconds(settings.whole("quiet")), clock);
        return Map.of("files", files, "reader", new FileReader(format(settings)));
    }

    private static RowFormat format(Settings settings) {
        Charset charset = Charset.forName(settings.text("charset"));
        String items = settings.optionalText("items").orElse("");
        return switch (settings.text("format")) {
            case "csv" -> new CsvFormat(charset, settings.text("delimiter").charAt(0), settings.flag("header"));
            case "json" -> new JsonFormat(charset, (in, rows) -> new JsonItems(items).read(in, rows));
            case "jsonl" -> new JsonFormat(charset, JsonItems::readLines);
            case "ldif" -> new LdifFormat();
            default -> new XmlFormat(items);
        };
    }
}
