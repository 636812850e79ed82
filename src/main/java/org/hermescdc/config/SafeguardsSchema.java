package org.hermescdc.config;

import java.util.Map;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.SettingsSchema;

/** The schema of {@code safeguards}, which servers and clients have (spec/02, "Safeguards"). */
final class SafeguardsSchema {

    private SafeguardsSchema() {}

    static Setting of() {
        return Setting.section(
                        "safeguards",
                        SettingsSchema.of(
                                percent(),
                                count(),
                                Setting.mapOf("types", new Type.Section(SettingsSchema.of(percent(), count())))
                                        .withDefault(Map.of())
                                        .asAddition()
                                        .describedAs("Limits of single types, instead of the general ones.")))
                .asAddition()
                .describedAs("Limits on removals: when one is exceeded nothing is done until an operator agrees.");
    }

    private static Setting percent() {
        return Setting.real("max_removed_percent", 0, 100)
                .withDefault(0.0)
                .asAddition()
                .describedAs("Most entries of a type that may be removed at once, in percent; 0: any.");
    }

    private static Setting count() {
        return Setting.whole("max_removed_count", 0, Long.MAX_VALUE)
                .withDefault(0L)
                .asAddition()
                .describedAs("Most entries of a type that may be removed at once; 0: any.");
    }
}
