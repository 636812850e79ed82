package org.hermescdc.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hermescdc.spi.Settings;

/** Makes the record of a section {@code safeguards}. */
final class SafeguardsReader {

    private SafeguardsReader() {}

    static Safeguards read(Settings section) {
        Map<String, Safeguards.Limit> byType = new LinkedHashMap<>();
        Settings types = section.section("types");
        types.toMap().keySet().forEach(type -> byType.put(type, limit(types.section(type))));
        return new Safeguards(limit(section), byType);
    }

    private static Safeguards.Limit limit(Settings section) {
        return new Safeguards.Limit(section.real("max_removed_percent"), section.whole("max_removed_count"));
    }
}
