package org.hermescdc.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The schema of a server's file (spec/01). */
final class ServerSchema {

    static final String SECTION = "hermes-server";

    /** The names of data types: no path, nothing that a terminal would obey. */
    static final Pattern TYPE_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9][^/\\x00-\\x1F\\x7F-\\x9F]*");

    /** A string with something in it. */
    static final Type NAME = new Type.Text(Pattern.compile("(?s).+"));

    static final long LONGEST_INTERVAL = Integer.MAX_VALUE;

    private static final Type TEXTS = new Type.ListOf(new Type.Text(null));
    private static final Type NAMES = new Type.ListOf(NAME);

    private ServerSchema() {}

    static SettingsSchema of(PluginCatalog catalog) {
        return SettingsSchema.of(HermesSchema.of(true, catalog), server());
    }

    static Setting server() {
        return Setting.section(
                        SECTION,
                        SettingsSchema.of(
                                Setting.whole("updateInterval", 0, LONGEST_INTERVAL)
                                        .asRequired()
                                        .describedAs("Seconds from the start of a cycle to the start of the next; 0:"
                                                + " cycles follow each other without pause."),
                                Setting.whole("batch_size", 1, 100_000)
                                        .withDefault(500L)
                                        .asAddition()
                                        .describedAs("Events that are sent, acknowledged and recorded together: at most"
                                                + " so many are sent again after a crash."),
                                SafeguardsSchema.of(),
                                Setting.of("datamodel", new Type.MapOf(new Type.Section(type()), TYPE_NAME))
                                        .asRequired()
                                        .describedAs("The data types, by name; their order is that of fetches and"
                                                + " events.")))
                .asRequired()
                .describedAs("What the server does.");
    }

    private static SettingsSchema type() {
        SettingsSchema foreignKey = SettingsSchema.of(
                Setting.of("from_objtype", NAME).asRequired().describedAs("The parent data type."),
                Setting.of("from_attr", NAME).asRequired().describedAs("The primary key attribute of the parent."));
        return SettingsSchema.of(
                Setting.of("primarykeyattr", new Type.OneOrList(NAME))
                        .asRequired()
                        .describedAs("The attribute that is the primary key, or the list of those that make it."),
                Setting.mapOf("foreignkeys", new Type.Section(foreignKey))
                        .withDefault(Map.of())
                        .describedAs("By attribute of this type: the attribute of another type that it refers to."),
                Setting.text("toString")
                        .asNullable()
                        .describedAs("Template over the type's attributes for the text of an entry in messages; null:"
                                + " the type and the key."),
                Setting.choice("on_merge_conflict", "keep_first_value", "use_cached_entry")
                        .withDefault("use_cached_entry")
                        .describedAs("What happens when two sources give one attribute different values."),
                Setting.of("integrity_constraints", TEXTS)
                        .withDefault(List.of())
                        .describedAs("Templates: an entry for which one is false is left out."),
                Setting.mapOf("sources", new Type.Section(source()))
                        .asRequired()
                        .describedAs("The datasources of the type, by name, in the order of merging."));
    }

    private static SettingsSchema source() {
        return SettingsSchema.of(
                        Setting.section("fetch", operation()).asRequired().describedAs("How the data is fetched."),
                        Setting.section("commit_one", operation())
                                .describedAs("What is run on the source for each entry once its event is sent."),
                        Setting.section("commit_all", operation())
                                .describedAs("What is run on the source once all events of a cycle are sent."),
                        Setting.mapOf("attrsmapping", new Type.AnyOf(List.of(NAME, NAMES)))
                                .asRequired()
                                .describedAs("By attribute: the remote attribute's name, a list of such names, or a"
                                        + " template over the remote attributes."),
                        attributes("secrets_attrs", "sent to clients, but never cached or logged"),
                        attributes("cacheonly_attrs", "cached, but not sent to clients"),
                        attributes("local_attrs", "neither cached nor sent, only for templates"),
                        Setting.choice(
                                        "pkey_merge_constraint",
                                        "noConstraint",
                                        "mustNotExist",
                                        "mustAlreadyExist",
                                        "mustExistInBoth")
                                .withDefault("noConstraint")
                                .describedAs("Which entries are merged into those of the sources before, by key."),
                        Setting.of("merge_constraints", TEXTS)
                                .withDefault(List.of())
                                .describedAs(
                                        "Templates: an entry of this source for which one is false is not merged."))
                .withRule(ServerSchema::twoCommits);
    }

    private static Setting attributes(String name, String meaning) {
        return Setting.of(name, NAMES).withDefault(List.of()).describedAs("Attributes that are " + meaning + ".");
    }

    private static List<Problem> twoCommits(Settings source) {
        return source.has("commit_one") && source.has("commit_all")
                ? List.of(new Problem("commit_all", "found beside commit_one; allowed: one of the two"))
                : List.of();
    }

    private static SettingsSchema operation() {
        return SettingsSchema.of(
                Setting.choice("type", "fetch", "add", "delete", "modify")
                        .asRequired()
                        .describedAs("What is done on the datasource."),
                Setting.text("query")
                        .asNullable()
                        .describedAs("The query, in the datasource's language; may hold templates."),
                Setting.mapOf("vars", new Type.Anything())
                        .withDefault(Map.of())
                        .describedAs("Parameters of the query, by name: any YAML, its strings may be templates."));
    }
}
